import {BaseCommand} from '../../cli/base-command.ts'

export default class GetClusters extends BaseCommand {
  static override summary = 'List the clusters of the kubeconfig'
  static override description = 'List the names of all clusters of the kubeconfig, in order.'
  static override usage = 'config get-clusters'
  static override examples = ['# List the clusters\nkctl config get-clusters']

  override async run(): Promise<void> {
    const {session} = await this.open({})
    const {listNames} = await import('../../actions/config/list-names.ts')
    listNames(session, 'clusters')
  }
}
