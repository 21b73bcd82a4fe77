import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {allNamespacesFlag, objectFormats, printFlags, selectorFlag} from '../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(objectFormats),
  ...selectorFlag,
  ...allNamespacesFlag,
  depth: flag.int('How many levels below each object to show, 0 for all'),
  noHeaders: flag.bool('Print the table without its headers'),
  up: flag.bool('Show what owns the object as well, from the top'),
}

export default class Tree extends BaseCommand {
  static override summary = 'Show what an object owns, as a tree'
  static override description = [
    'Prints an object, or each object of a type, the objects that it owns, what those own, and so on, with how ready they are. Owners are found by the ownerReferences of all types that the server can list; those that it does not let you list are named on standard error.',
    'Of an object in a namespace, what it owns lives there as well; of one without, it may live anywhere.',
    'Lines are drawn with the box characters of Unicode where the locale is UTF-8, with ASCII elsewhere. This command is kctl’s own.',
  ].join('\n\n')
  static override usage = 'tree (TYPE [NAME | -l label] | TYPE/NAME ...)'
  static override examples = [
    '# A deployment, its replica sets and their pods\nkctl tree deployment web',
    '# Two levels only\nkctl tree cronjob/report --depth 2',
    '# All deployments with a label, and what they own\nkctl tree deployments -l app=web',
    '# A pod and what owns it\nkctl tree pod/web-5d4f8b-x2k --up',
    '# The names of all that a custom resource owns\nkctl tree database.example.com/main -o name',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {tree} = await import('../actions/tree/index.ts')
    await tree(session, {...flags, args})
  }
}
