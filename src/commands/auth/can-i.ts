import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'

const flagSet = {
  allNamespaces: flag.bool('Ask for all namespaces instead of the current one', {char: 'A'}),
  quiet: flag.bool('Print nothing; the exit code tells', {char: 'q'}),
  subresource: flag.string('The subresource, such as log of pods or scale of deployments'),
  list: flag.bool('Print everything that is allowed'),
  noHeaders: flag.bool('Leave out the headers of the list'),
}

export default class AuthCanI extends BaseCommand {
  static override summary = 'Check whether an action is allowed'
  static override description = [
    'Asks the server whether an action is allowed. Prints yes or no; the exit code is 0 or 1.',
    'VERB is what requests are named by: get, list, watch, create, update, patch, delete and others. TYPE is a resource, ' +
      'short names and groups included. NONRESOURCEURL is a path that begins with "/".',
    'With --as and --as-group it answers for somebody else.',
  ].join('\n\n')
  static override usage = 'auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL]'
  static override examples = [
    '# May I make pods in any namespace\nkctl auth can-i create pods --all-namespaces',
    '# May a service account list pods in the namespace prod\n' +
      'kctl auth can-i list pods --as=system:serviceaccount:dev:foo -n prod',
    '# May I do everything here\nkctl auth can-i "*" "*"',
    '# May I see the job bar\nkctl auth can-i get jobs.batch/bar',
    '# May I read logs\nkctl auth can-i get pods --subresource=log',
    '# May I read a path\nkctl auth can-i get /logs/',
    '# Everything that I may do in the namespace foo\nkctl auth can-i --list --namespace=foo',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {canI} = await import('../../actions/auth/can-i.ts')
    await canI(session, {...flags, args})
  }
}
