import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {
  allNamespacesFlag,
  concurrencyFlag,
  deletionFlags,
  dryRunFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('that names the objects to delete'),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...deletionFlags({wait: true}),
  ...dryRunFlag,
  ...concurrencyFlag,
  all: flag.bool('Delete all objects of the types in the namespace'),
  ignoreNotFound: flag.bool('Do not mind objects that do not exist; the default with --all and selectors'),
  interactive: flag.bool('Ask before deleting', {char: 'i'}),
  now: flag.bool('End objects at once, as --grace-period=1 does'),
  output: flag.string('With name, print type/name of what was deleted and no more', {char: 'o'}),
  yes: flag.bool(
    'Do not ask. Only at a terminal, and only before deleting all of a type, across namespaces, a namespace or a custom resource definition, is anybody asked at all.',
  ),
  raw: flag.string('Send the deletion to this path of the server, and print the answer'),
}

export default class Delete extends BaseCommand {
  static override summary =
    'Delete resources by file names, stdin, resources and names, or by resources and label selector'
  static override description = [
    'Deletes objects that files, arguments or selectors name. Only one of these ways at a time.',
    'Some objects end gracefully: pods get time to stop, which --grace-period changes. With --force objects that are ' +
      'on a node which cannot be reached go away, but what runs there may go on running, so that two pods of the same ' +
      'name may run at once.',
    'The command waits until the objects are gone, finalizers included; --wait=false does not. An object that somebody ' +
      'creates again under the same name in the meantime is another one.',
  ].join('\n\n')
  static override usage = 'delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])'
  static override examples = [
    '# What a file names\nkctl delete -f ./pod.yaml',
    '# What another program writes\ncat pod.json | kctl delete -f -',
    '# Objects of two types with the same name\nkctl delete pod,service baz',
    '# By label\nkctl delete pods,services -l name=myLabel',
    '# At once\nkctl delete pod foo --now',
    '# On a node that is dead\nkctl delete pod foo --force',
    '# All pods of the namespace, after asking\nkctl delete pods --all --interactive',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    const {deleteResources} = await import('../actions/delete/index.ts')
    const {dryRunStrategy} = await import('../cli/strategies.ts')
    await deleteResources(session, {
      ...flags,
      args,
      filenames: flags.filename,
      ignoreNotFound: changed.has('ignoreNotFound') ? flags.ignoreNotFound : undefined,
      dryRun: dryRunStrategy(flags.dryRun, session.host),
    })
  }
}
