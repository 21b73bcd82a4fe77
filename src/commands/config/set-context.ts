import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'

const flagSet = {
  current: flag.bool('Change the current context.'),
  cluster: flag.string('Cluster of the context.'),
  user: flag.string('User of the context.'),
  namespace: flag.string('Namespace of the context.', {char: 'n'}),
}

export default class SetContext extends BaseCommand {
  static override summary = 'Create or change a context of the kubeconfig'
  static override description =
    'Create a context, or change the fields that are given and leave the others as they are.'
  static override usage =
    'config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]'
  static override examples = [
    '# Give the context gce another user\nkctl config set-context gce --user=cluster-admin',
    '# Work in another namespace from now on\nkctl config set-context --current --namespace=web',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    if (args.length > 1) throw await this.helpError(`Unexpected args: [${args.join(' ')}]`)
    const {setContext} = await import('../../actions/config/set-context.ts')
    await setContext(session, {
      name: args[0] ?? '',
      current: flags.current,
      cluster: changed.has('cluster') ? flags.cluster : undefined,
      user: changed.has('user') ? flags.user : undefined,
      namespace: changed.has('namespace') ? flags.namespace : undefined,
    })
  }
}
