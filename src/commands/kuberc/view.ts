import {BaseCommand} from '../../cli/base-command.ts'
import {globalFlags} from '../../cli/global-flags.ts'
import {printFlags} from '../../cli/shared-flags.ts'

const flagSet = {...printFlags(undefined, {default: 'yaml'}), kuberc: globalFlags.kuberc}

export default class KubercView extends BaseCommand {
  static override summary = 'Print the preferences'
  static override description =
    'Print the preferences. Where the usual file is missing, kctl asks whether to make one with the settings that kubectl ' +
    'recommends: server-side apply, and delete that asks before it deletes.'
  static override usage = 'kuberc view'
  static override examples = [
    '# The preferences, as YAML\nkctl kuberc view',
    '# As JSON\nkctl kuberc view -o json',
    '# Those of another file\nkctl kuberc view --kuberc ./kuberc',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, flags, changed} = await this.open(flagSet)
    const [{toPrinter}, {view}] = await Promise.all([
      import('../../printers/print-flags.ts'),
      import('../../actions/kuberc/view.ts'),
    ])
    await view(session, flags.kuberc, () =>
      toPrinter({...flags, outputSpecified: changed.has('output')}, {cwd: session.host.cwd, structs: true}),
    )
  }
}
