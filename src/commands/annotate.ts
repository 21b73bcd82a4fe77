import {BaseCommand} from '../cli/base-command.ts'
import {changeOptions} from '../cli/change-options.ts'
import {flag} from '../cli/flags.ts'
import {
  allNamespacesFlag,
  dryRunFlag,
  fieldManagerFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  recordFlag,
  selectorFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(),
  ...filenameFlags('that names the objects to annotate'),
  // kubectl's own default, here only.
  recursive: flag.bool('Read the folders given with -f and all folders in them', {char: 'R', default: true}),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  all: flag.bool('All objects of the types in the namespace'),
  local: flag.bool('Annotate what the files say and print it; no server is asked'),
  ...recordFlag,
  ...dryRunFlag,
  ...fieldManagerFlag('kubectl-annotate'),
  overwrite: flag.bool('Give annotations that exist another value; without, that is an error'),
  list: flag.bool('Show the annotations'),
  resourceVersion: flag.string(
    'Annotate the object only while it has this resource version. For one object only.',
  ),
}

export default class Annotate extends BaseCommand {
  static override summary = 'Update the annotations on a resource'
  static override description =
    'Sets annotations (KEY=VALUE) and removes them (KEY-). Annotations are notes on an object, made by people and ' +
    'programs: any text, also long ones such as JSON. Objects cannot be selected by them, as they can be by labels.'
  static override usage =
    'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]'
  static override examples = [
    "# Set an annotation\nkctl annotate pods foo description='my frontend'",
    "# What a file names\nkctl annotate -f pod.json description='my frontend'",
    "# Give it another value\nkctl annotate --overwrite pods foo description='my frontend running nginx'",
    "# All pods of the namespace\nkctl annotate pods --all description='my frontend running nginx'",
    "# Only if nobody changed the pod since version 1\nkctl annotate pods foo description='my frontend' --resource-version=1",
    '# Remove an annotation\nkctl annotate pods foo description-',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const invocation = await this.open(flagSet)
    const options = await changeOptions(invocation)
    const {annotate} = await import('../actions/annotate/index.ts')
    await annotate(invocation.session, options)
  }
}
