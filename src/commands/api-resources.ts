import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'

const flagSet = {
  apiGroup: flag.string('Only resources of this API group; empty for the core group.'),
  cached: flag.bool('Be content with the cached list of resources if there is one.'),
  categories: flag.stringSlice('Only resources that belong to all of these categories.'),
  namespaced: flag.bool('Only resources that live in a namespace, or with =false only those that do not.', {
    default: true,
  }),
  noHeaders: flag.bool('Leave out the headers of the table.'),
  output: flag.string('Output format. One of: (json, yaml, kyaml, name, wide).', {char: 'o'}),
  showManagedFields: flag.bool('Has no effect here: API resources have no managedFields.'),
  sortBy: flag.string("Sort the resources by 'name' or by 'kind' instead of by group."),
  verbs: flag.stringSlice('Only resources that support all of these verbs.'),
}

export default class ApiResources extends BaseCommand {
  static override summary = 'Print the API resources that the server supports'
  static override description =
    'Print the API resources that the server supports, with their short names, API versions and kinds.'
  static override usage = 'api-resources'
  static override examples = [
    '# Print all resources\nkctl api-resources',
    '# Print them with their verbs and categories\nkctl api-resources -o wide',
    '# Print them sorted by name\nkctl api-resources --sort-by=name',
    '# Print those that live in a namespace\nkctl api-resources --namespaced=true',
    '# Print those that do not\nkctl api-resources --namespaced=false',
    '# Print those of one group\nkctl api-resources --api-group=rbac.authorization.k8s.io',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    this.noArguments(args)
    const {apiResources} = await import('../actions/api-resources/index.ts')
    await apiResources(session, {
      ...flags,
      apiGroup: changed.has('apiGroup') ? flags.apiGroup : undefined,
      namespaced: changed.has('namespaced') ? flags.namespaced : undefined,
    })
  }
}
