import {BaseCommand} from '../cli/base-command.ts'
import {changeCause} from '../cli/change-cause.ts'
import {flag} from '../cli/flags.ts'
import {
  concurrencyFlag,
  deletionFlags,
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  recordFlag,
  selectorFlag,
  serverSideFlags,
  subresourceFlag,
  validateFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('with the configurations to apply.'),
  ...selectorFlag,
  ...dryRunFlag,
  ...printFlags(),
  ...validateFlag,
  ...fieldManagerFlag('kubectl-client-side-apply'),
  ...recordFlag,
  ...serverSideFlags,
  overwrite: flag.bool(
    'Where the live object was changed in another way than the configuration, let the configuration win.',
    {
      default: true,
    },
  ),
  openapiPatch: flag.bool('Ask the server how to merge the kinds that are not built in.', {default: true}),
  ...subresourceFlag,
  prune: flag.bool(
    'Delete objects that were once applied, are selected by -l or --all, and are not in the files. This may delete more than you think: try --dry-run=server first.',
  ),
  pruneAllowlist: flag.stringArray(
    'With --prune: look only at kinds named like this, group/version/kind (core/v1/ConfigMap).',
  ),
  all: flag.bool('With --prune: look at all objects of the kinds in question.'),
  applyset: flag.string(
    'With --prune (alpha): the set that the objects belong to, as [RESOURCE][.GROUP]/NAME of the object that notes it; a Secret without RESOURCE. Members that are not in the files are deleted. Needs KUBECTL_APPLYSET=true.',
    {hidden: true},
  ),
  ...deletionFlags({wait: false}),
  ...concurrencyFlag,
  plan: flag.bool(
    'Show what would be created, changed, replaced and pruned, as the server sees it, and do nothing. With -o json or yaml, as a document for --from-plan.',
  ),
  fromPlan: flag.string(
    'Do what this document of --plan says, or nothing if the manifests or the objects on the server are no longer those of the plan. What changes only while it is carried out is left alone and reported. Not with --applyset, whose parent object no dry run can show, nor with --record, which notes the command line',
  ),
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
  static override usage = 'apply (-f FILENAME | -k DIRECTORY)'
  static override examples = [
    '# Apply the configuration of a pod\nkctl apply -f ./pod.yaml',
    '# Apply all manifests in a folder and below\nkctl apply -R -f manifests/',
    '# Apply what another program writes\nkctl apply -f -',
    '# See what would change, as the server sees it\nkctl apply -f app.yaml --dry-run=server',
    '# Look at a plan first, and then do that and nothing else\nkctl apply -f app.yaml --plan -o json > plan.json\nkctl apply -f app.yaml --from-plan plan.json',
    '# Also delete what was applied before with this label and is no longer in the file\nkctl apply --prune -f app.yaml -l app=web',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed, written} = await this.open(flagSet)
    if (args.length > 0) throw this.usageError(`Unexpected args: [${args.join(' ')}]`)
    const applySet = flags.applyset === '' ? undefined : flags.applyset
    // As in kubectl, the flag exists only for those who asked for alpha features.
    if (changed.has('applyset') && session.host.env['KUBECTL_APPLYSET'] !== 'true') {
      throw new Error(`unknown flag: --applyset\nSee '${session.commandPath} --help' for usage.`)
    }
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
      concurrency: flags.concurrency,
      plan: flags.plan,
      fromPlan: flags.fromPlan,
      prune: {enabled: flags.prune, all: flags.all, allowlist: flags.pruneAllowlist, applySet},
      replace: {force: flags.force, gracePeriod: flags.gracePeriod, cascade, timeout: flags.timeout},
      printing: {
        output: flags.output,
        objects: flags.output !== '' && flags.output !== 'name',
        printer: (operation) =>
          toPrinter(flags, {cwd: session.host.cwd, operation: withDryRun(operation, dryRun)}),
        listPrinter: () => toPrinter(flags, {cwd: session.host.cwd, structs: true}),
      },
      changeCause: flags.record ? changeCause(session.commandPath, written) : undefined,
    })
  }
}
