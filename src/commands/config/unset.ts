import {BaseCommand} from '../../cli/base-command.ts'

export default class Unset extends BaseCommand {
  static override summary = 'Clear one value of the kubeconfig'
  static override description =
    'Clear one value of the kubeconfig, or remove a cluster, context or user with all its values.\n\n' +
    'PROPERTY_NAME is a path of names with dots between them, as for "config set".'
  static override usage = 'config unset PROPERTY_NAME'
  static override examples = [
    '# No current context\nkctl config unset current-context',
    '# No namespace in the context foo\nkctl config unset contexts.foo.namespace',
  ]

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    const [property] = args
    if (property === undefined || args.length > 1)
      throw await this.helpError(`Unexpected args: [${args.join(' ')}]`)
    const {unsetProperty} = await import('../../actions/config/set-property.ts')
    await unsetProperty(session, property)
  }
}
