import {BaseCommand} from '../cli/base-command.ts'

export default class ApiVersions extends BaseCommand {
  static override summary = 'Print the API versions that the server supports, as "group/version"'
  static override description =
    'Print the API versions that the server supports, in the form "group/version".'
  static override usage = 'api-versions'
  static override examples = ['# Print them\nkctl api-versions']

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    this.noArguments(args)
    const {apiVersions} = await import('../actions/api-versions/index.ts')
    await apiVersions(session)
  }
}
