import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'

const flagSet = {
  recursive: flag.bool('Show the fields of fields as well, as deep as --max-depth says', {char: 'R'}),
  apiVersion: flag.string('The API version, GROUP/VERSION, to tell about instead of the preferred one'),
  output: flag.string('Where the text comes from and how it looks, one of plaintext, plaintext-openapiv2', {
    char: 'o',
    default: 'plaintext',
  }),
  maxDepth: flag.int('How many levels of fields --recursive shows; 0 for all'),
}

export default class Explain extends BaseCommand {
  static override summary = 'Get documentation for a resource'
  static override description = [
    'Tells what the fields of a resource are for, which type they have and which of them are required.',
    'A field is named by its path, TYPE.FIELD[.FIELD], such as pods.spec.containers.',
    'The server itself provides the text, in its OpenAPI documents. Use "kctl api-resources" for all types.',
  ].join('\n\n')
  static override usage =
    'explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]'
  static override examples = [
    '# What a pod is made of\nkctl explain pods',
    '# All fields of it, three levels deep\nkctl explain pods --recursive --max-depth=3',
    '# One field\nkctl explain pods.spec.containers',
    '# Deployments in one of their versions\nkctl explain deployments --api-version=apps/v1',
    '# By the older OpenAPI document\nkctl explain deployments --output=plaintext-openapiv2',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {explain} = await import('../actions/explain/index.ts')
    await explain(session, {...flags, args})
  }
}
