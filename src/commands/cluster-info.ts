import {BaseCommand} from '../cli/base-command.ts'

export default class ClusterInfo extends BaseCommand {
  static override summary = 'Display cluster information'
  static override description =
    'Prints the addresses of the control plane and of services with the label kubernetes.io/cluster-service=true.'
  static override usage = 'cluster-info'
  static override examples = [
    '# Where the control plane and the services of the cluster are\nkctl cluster-info',
  ]

  override async run(): Promise<void> {
    const {session} = await this.open({})
    const {clusterInfo} = await import('../actions/cluster-info/index.ts')
    await clusterInfo(session)
  }
}
