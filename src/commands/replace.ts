import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {
  deletionFlags,
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  saveConfigFlag,
  subresourceFlag,
  validateFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(),
  ...filenameFlags('with the objects to put in place of the ones on the server'),
  ...deletionFlags({wait: false}),
  ...validateFlag,
  ...saveConfigFlag,
  ...dryRunFlag,
  raw: flag.string('Put the file to this path of the server, and print the answer'),
  ...fieldManagerFlag('kubectl-replace'),
  ...subresourceFlag,
}

export default class Replace extends BaseCommand {
  static override summary = 'Replace a resource by file name or stdin'
  static override description = [
    'Puts objects of files or stdin, YAML or JSON, in place of those on the server. The objects must be complete, as ' +
      '`kctl get TYPE NAME -o yaml` prints them. An object with a resource version is replaced only while nobody has ' +
      'changed it since; one without is replaced in any case.',
    'With --force the old objects are deleted and the new ones created, which also changes fields that cannot be ' +
      'changed otherwise; what does not exist yet is created.',
  ].join('\n\n')
  static override usage = 'replace -f FILENAME'
  static override examples = [
    '# What a file says\nkctl replace -f ./pod.json',
    '# What another program writes\ncat pod.json | kctl replace -f -',
    "# Another image for a pod of one container\nkctl get pod mypod -o yaml | sed 's/\\(image: myimage\\):.*$/\\1:v4/' | kctl replace -f -",
    '# Delete and create again\nkctl replace --force -f ./pod.json',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {dryRunStrategy, fieldValidation} = await import('../cli/strategies.ts')
    const {replace} = await import('../actions/replace/index.ts')
    await replace(session, {
      ...flags,
      args,
      filenames: flags.filename,
      fieldValidation: fieldValidation(flags.validate),
      dryRun: dryRunStrategy(flags.dryRun, session.host),
      print: flags,
    })
  }
}
