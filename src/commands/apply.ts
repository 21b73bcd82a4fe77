import {BaseCommand} from '../cli/base-command.ts'
import {changeCause} from '../cli/change-cause.ts'
import {bool, duration, int, string, stringArray} from '../cli/flag.ts'
import {
  dryRunFlags,
  fieldManagerFlags,
  filenameFlags,
  objectFormats,
  printFlags,
  selectorFlags,
  subresourceFlags,
  validateFlags,
} from '../cli/flag-sets.ts'

const flagSet = {
  ...filenameFlags('with the configurations to apply.'),
  ...selectorFlags(),
  ...dryRunFlags(),
  ...printFlags(objectFormats),
  ...validateFlags(),
  ...fieldManagerFlags('kubectl-client-side-apply'),
  record: bool('Note this command line on the objects.', {
    deprecated: '--record will be removed in the future',
    hidden: true,
  }),
  serverSide: bool('Let the server do the merging, and keep track of who owns which field.'),
  forceConflicts: bool('With --server-side: take over fields that others own.'),
  overwrite: bool('Where the live object was changed in another way than the configuration, let the configuration win.', {
    default: true,
  }),
  openapiPatch: bool('Ask the server how to merge the kinds that are not built in.', {default: true}),
  ...subresourceFlags('Apply to this subresource of the objects. Needs --server-side.'),
  prune: bool(
    'Delete objects that were once applied, are selected by -l or --all, and are not in the files. This may delete more than you think: try --dry-run=server first.',
  ),
  pruneAllowlist: stringArray('With --prune: look only at kinds named like this, group/version/kind (core/v1/ConfigMap).'),
  all: bool('With --prune: look at all objects of the kinds in question.'),
  force: bool('Delete and create again what cannot be patched.'),
  cascade: string(
    'Must be "background", "orphan" or "foreground": what happens to the dependents of deleted objects.',
    {default: 'background', withoutValue: 'background'},
  ),
  gracePeriod: int('Seconds that deleted objects get to end; negative for their own.', {default: -1}),
  timeout: duration('With --force: how long to wait until an object is gone.'),
  wait: bool('Accepted for compatibility with delete; apply waits for a deletion only with --force.'),
}

export default class Apply extends BaseCommand {
  static override summary = 'Apply a configuration to a resource by file name or stdin'
  static override description = [
    'Make the objects on the server be as the files say: create what is missing, change what differs, leave the rest.',
    'Fields that were in the last applied configuration and are no longer in the file are removed; fields that others ' +
      'set stay. For that the configuration is kept in an annotation of the object, so create objects with apply, or ' +
      'with create --save-config.',
    'Files are YAML or JSON, with any number of objects.',
  ].join('\n\n')
  static override usageLine = 'apply (-f FILENAME | -k DIRECTORY)'
  static override samples = [
    {about: 'Apply the configuration of a pod', line: 'apply -f ./pod.yaml'},
    {about: 'Apply all manifests in a folder and below', line: 'apply -R -f manifests/'},
    {about: 'Apply what another program writes', line: 'apply -f -'},
    {about: 'See what would change, as the server sees it', line: 'apply -f app.yaml --dry-run=server'},
    {
      about: 'Also delete what was applied before with this label and is no longer in the file',
      line: 'apply --prune -f app.yaml -l app=web',
    },
  ]
  static override flagSet = flagSet

  async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    if (args.length > 0) throw this.usageError(`Unexpected args: [${args.join(' ')}]`)
    const {dryRunStrategy, fieldValidation} = await import('../cli/strategies.ts')
    const {parseCascade} = await import('../actions/delete/options.ts')
    const {toPrinter} = await import('../printers/print-flags.ts')
    const {withDryRun} = await import('../printers/name.ts')
    const {apply} = await import('../actions/apply/index.ts')
    const dryRun = dryRunStrategy(flags.dryRun, session.host)
    const cascade = parseCascade(flags.cascade, (line) => session.io.errOut.write(line))
    await apply(session, {
      filenames: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      selector: flags.selector,
      dryRun,
      serverSide: flags.serverSide,
      forceConflicts: flags.forceConflicts,
      fieldManager: changed.has('fieldManager') ? flags.fieldManager : undefined,
      fieldValidation: fieldValidation(flags.validate),
      overwrite: flags.overwrite,
      openapiPatch: flags.openapiPatch,
      subresource: flags.subresource,
      prune: {enabled: flags.prune, all: flags.all, allowlist: flags.pruneAllowlist, applySet: undefined},
      replace: {force: flags.force, gracePeriod: flags.gracePeriod, cascade, timeout: flags.timeout},
      printing: {
        objects: flags.output !== '' && flags.output !== 'name',
        printer: (operation) => toPrinter(flags, {cwd: session.host.cwd, operation: withDryRun(operation, dryRun)}),
        listPrinter: () => toPrinter(flags, {cwd: session.host.cwd, structs: true}),
      },
      changeCause: flags.record ? changeCause(this.invocation) : undefined,
    })
  }
}
