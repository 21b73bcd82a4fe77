import {BaseCommand} from '../../cli/base-command.ts'

export default class RenameContext extends BaseCommand {
  static override summary = 'Rename a context of the kubeconfig'
  static override description =
    'Give a context another name. When it is the current context, it stays the current one under its new name.'
  static override usage = 'config rename-context CONTEXT_NAME NEW_NAME'
  static override examples = ['# Rename a context\nkctl config rename-context old-name new-name']

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    const [from, to] = args
    if (from === undefined || to === undefined || args.length > 2) {
      throw await this.helpError(`Unexpected args: [${args.join(' ')}]`)
    }
    const {renameContext} = await import('../../actions/config/rename-context.ts')
    await renameContext(session, from, to)
  }
}
