import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {
  allNamespacesFlag,
  chunkSizeFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
  subresourceFlag,
  tableFormats,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(`${tableFormats}, clean, clean-json`),
  ...filenameFlags('that names the objects to get'),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...chunkSizeFlag,
  ...subresourceFlag,
  everything: flag.bool(
    'All objects of the namespace, of every type but events and endpoints; with -A those without a namespace too. Types that you may not list are named on stderr.',
  ),
  ignoreNotFound: flag.bool('Say nothing of named objects that do not exist'),
  labelColumns: flag.stringSlice(
    'Labels that get a column each, separated by commas. Names are case-sensitive.',
    {
      char: 'L',
    },
  ),
  noHeaders: flag.bool('Print tables without their headers'),
  outputWatchEvents: flag.bool('With --watch or --watch-only, print events and not only their objects'),
  query: flag.string(
    'Print what this JSONPath finds, as JSON or, with -o yaml, as YAML. The dialect is that of jsonpath-plus: with regular expressions, && and ||, parents and types.',
  ),
  raw: flag.string('Print what the server has at this path, as it is'),
  serverPrint: flag.bool('Let the server make the table; also knows the columns of custom types', {
    default: true,
  }),
  showKind: flag.bool("Put the type before each object's name"),
  showLabels: flag.bool('Print all labels as the last column'),
  sortBy: flag.string(
    "Sort by this field, a JSONPath expression such as '{.metadata.name}', which holds a number or a text",
  ),
  watch: flag.bool('After the objects, print their changes', {char: 'w'}),
  watchOnly: flag.bool('Print changes only, without the objects first'),
  where: flag.string(
    "Only rows whose columns match, e.g. 'STATUS!=Running && RESTARTS>3'. Knows = != < <= > >= =~ !~ && || ! and parentheses; see above.",
  ),
}

export default class Get extends BaseCommand {
  static override summary = 'Display one or many resources'
  static override description = [
    'Prints objects as a table of what matters most about them, or in another format with -o.',
    'Objects are named by type, by type and name, by files, or selected by labels and fields. Without a namespace ' +
      'given, it is that of the current context.',
    'With -n several namespaces can be named: a,b or patterns such as team-*, and exclusions after a !. They are read in order, ' +
      'a NAMESPACE column tells them apart, and an error in one does not keep the others from being shown.',
    '-o clean prints YAML documents, and -o clean-json JSON, that can be applied again: without status, server metadata and ' +
      'what nobody owns but the control plane, by the managed fields; of client-side apply what its configuration said.',
    '--where takes any column of the table, those of -o wide and NAMESPACE included, whatever its case; names with spaces ' +
      'stand in quotes. Numbers, quantities (500m, 10Gi), ages (45m, 2d3h) and fractions (1/2) compare by size, as they are ' +
      'printed; other texts only for being equal. =~ and !~ take a regular expression of RE2 without captures, which may ' +
      'match anywhere; its time is linear in the text. With -o json, yaml, name and others the rows say which objects are shown. ' +
      'In a watch, changes of objects that do not match are not shown.',
  ].join('\n\n')
  static override usage =
    'get [(-o|--output=)FORMAT] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...)'
  static override examples = [
    '# All pods of the namespace\nkctl get pods',
    '# With more columns\nkctl get pods -o wide',
    '# One deployment, as YAML\nkctl get deployment web -o yaml',
    '# As YAML to apply again, without what the server added\nkctl get deployment web -o clean',
    '# Of a certain version and group\nkctl get deployments.v1.apps -o json',
    '# What a file names, as the server has it\nkctl get -f pod.yaml -o json',
    '# Only the phase of a pod\nkctl get pod/web -o jsonpath={.status.phase}',
    '# Several types\nkctl get deployments,services',
    '# Several objects\nkctl get deployment/web service/web pod/web-13je7',
    "# In some namespaces: two, all of a team, all but those of the system\nkctl get pods -n web,shop\nkctl get pods -n 'team-*'\nkctl get pods -n '*,!kube-*'",
    '# All there is in the namespace\nkctl get --everything',
    '# In all namespaces\nkctl get pods -A',
    "# Pods that are in trouble\nkctl get pods -A --where 'STATUS!=Running && STATUS!=Completed || RESTARTS>3'",
    '# The names of pods that are neither running nor done\nkctl get pods --query \'$.items[?(@.status.phase != "Running" && @.status.phase != "Succeeded")].metadata.name\'',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {get} = await import('../actions/get/index.ts')
    await get(session, {...flags, args, filenames: flags.filename})
  }
}
