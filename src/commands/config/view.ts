import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {printFlags} from '../../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(undefined, {default: 'yaml'}),
  merge: flag.bool('Merge all kubeconfig files; --merge=false takes the one of --kubeconfig as it is.', {
    default: true,
  }),
  raw: flag.bool('Show certificates, keys, tokens and passwords.'),
  flatten: flag.bool(
    'Put the content of certificate and key files into the output, so that it needs no other file.',
  ),
  minify: flag.bool('Leave out what the current context does not use.'),
}

export default class View extends BaseCommand {
  static override summary = 'Print the merged kubeconfig, or one file'
  static override description =
    'Print the merged kubeconfig, without certificates, keys, tokens and passwords.\n\n' +
    'With -o jsonpath={...} it gives single values.'
  static override usage = 'config view [flags]'
  static override examples = [
    '# The merged kubeconfig\nkctl config view',
    '# With all secrets\nkctl config view --raw',
    '# What the context dev needs, as a file for elsewhere\nkctl config view --context dev --minify --flatten',
    `# The password of the user e2e\nkctl config view --raw -o jsonpath='{.users[?(@.name == "e2e")].user.password}'`,
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    if (args.length > 0) throw this.usageError(`unexpected arguments: [${args.join(' ')}]`)
    const [{toPrinter}, {view}] = await Promise.all([
      import('../../printers/print-flags.ts'),
      import('../../actions/config/view.ts'),
    ])
    const printer = await toPrinter(
      {...flags, outputSpecified: changed.has('output')},
      {cwd: session.host.cwd, structs: true},
    )
    await view(session, {...flags, printer})
  }
}
