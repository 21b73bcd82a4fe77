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
  ...recordFlag,
  ...printFlags(),
  overwrite: flag.bool('Give labels that exist another value; without, that is an error'),
  list: flag.bool('Show the labels'),
  local: flag.bool('Label what the files say and print it; no server is asked'),
  ...fieldSelectorFlag,
  all: flag.bool('All objects of the types in the namespace'),
  ...allNamespacesFlag,
  resourceVersion: flag.string(
    'Label the object only while it has this resource version. For one object only.',
  ),
  ...filenameFlags('that names the objects to label'),
  ...dryRunFlag,
  ...fieldManagerFlag('kubectl-label'),
  ...selectorFlag,
}

export default class Label extends BaseCommand {
  static override summary = 'Update the labels on a resource'
  static override description = [
    'Sets labels (KEY=VALUE) and removes them (KEY-).',
    'Keys and values begin and end with a letter or digit, and have letters, digits, hyphens, dots and underscores in ' +
      'between, up to 63 characters each. A DNS name and a slash may stand before the key, as in example.com/my-app.',
  ].join('\n\n')
  static override usage =
    'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]'
  static override examples = [
    '# Set a label\nkctl label pods foo unhealthy=true',
    '# Give it another value\nkctl label --overwrite pods foo status=unhealthy',
    '# All pods of the namespace\nkctl label pods --all status=unhealthy',
    '# What a file names\nkctl label -f pod.json status=unhealthy',
    '# Only if nobody changed the pod since version 1\nkctl label pods foo status=unhealthy --resource-version=1',
    '# Remove a label\nkctl label pods foo bar-',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const invocation = await this.open(flagSet)
    const options = await changeOptions(invocation)
    const {label} = await import('../actions/label/index.ts')
    await label(invocation.session, options)
  }
}
