import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {allNamespacesFlag, chunkSizeFlag, filenameFlags, selectorFlag} from '../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('that names the objects to describe'),
  ...selectorFlag,
  ...allNamespacesFlag,
  ...chunkSizeFlag,
  showEvents: flag.bool(
    'Show the events about each object. Left out, they are shown for one object and not for several.',
    {default: true},
  ),
}

export default class Describe extends BaseCommand {
  static override summary = 'Show details of a specific resource or group of resources'
  static override description = [
    'Prints all that matters about objects, with what belongs to them: their pods, endpoints, events.',
    'A name that does not exist stands for all objects of the type whose names begin with it.',
    'Use "kctl api-resources" for a list of the types.',
  ].join('\n\n')
  static override usage = 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)'
  static override examples = [
    '# A node\nkctl describe nodes worker-1',
    '# A pod\nkctl describe pods/web',
    '# What a file names\nkctl describe -f pod.yaml',
    '# All pods of the namespace\nkctl describe pods',
    '# Pods with a label\nkctl describe pods -l app=web',
    '# All pods whose names begin with web\nkctl describe pods web',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    const {describe} = await import('../actions/describe/index.ts')
    await describe(session, {
      ...flags,
      args,
      filenames: flags.filename,
      showEventsGiven: changed.has('showEvents'),
    })
  }
}
