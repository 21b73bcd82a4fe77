import {BaseCommand} from '../../cli/base-command.ts'
import type {Session} from '../../session/session.ts'

export default class UseContext extends BaseCommand {
  static override summary = 'Make a context of the kubeconfig the current one'
  static override description =
    'Make a context the one that commands use from now on.\n\n' +
    'Without a name, at a terminal, choose one from a list that narrows down as you type.'
  static override usage = 'config use-context CONTEXT_NAME'
  static override aliases = ['use']
  static override examples = [
    '# Use the context of the minikube cluster\nkctl config use-context minikube',
    '# Choose from a list\nkctl config use-context',
  ]

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    const name = args.length === 0 ? await pick(session) : args[0]
    if (name === undefined || args.length > 1)
      throw await this.helpError(`Unexpected args: [${args.join(' ')}]`)
    const {useContext} = await import('../../actions/config/use-context.ts')
    await useContext(session, name)
  }
}

async function pick(session: Session): Promise<string | undefined> {
  const {in: input, errOut} = session.io
  if (!input.isTerminal || !errOut.isTerminal) return undefined
  const {pickContext} = await import('../../actions/config/pick-context.ts')
  return pickContext(session)
}
