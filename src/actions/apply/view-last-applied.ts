import {goQuote} from '../../base/go-quote.ts'
import {originalConfiguration} from '../../patch/last-applied.ts'
import type {Session} from '../../session/session.ts'

/** What `apply view-last-applied` was told. */
export interface ViewLastAppliedOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly selector: string
  readonly all: boolean
  /** `yaml` or `json`; anything else is refused when there is something to print. */
  readonly output: string
  /** Makes the error for another format. */
  badFormat(message: string): Error
}

/** Prints what was applied last to objects, one after the other and nothing between them (kubectl apply view-last-applied). */
export async function viewLastApplied(session: Session, options: ViewLastAppliedOptions): Promise<void> {
  const format = await formatter(options.output)
  for (const text of await configurations(session, options)) {
    if (format === undefined) {
      const shown = `Unexpected -o output mode: ${options.output}, the flag 'output' must be one of yaml|json`
      throw options.badFormat(shown)
    }
    session.io.out.write(format(text))
  }
}

async function configurations(session: Session, options: ViewLastAppliedOptions): Promise<string[]> {
  const {all, selector} = options
  if (all && selector.trim() !== '') {
    throw new Error(
      `found non-empty label selector ${goQuote(selector)} with previously set 'all' parameter. `,
    )
  }
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({
    ...options,
    labelSelector: selector,
    namespace,
    explicitNamespace: explicit,
    // As kubectl has it: a type alone means all of its objects where the namespace was given.
    typeMeansAll: explicit,
    latest: true,
  })
  const texts: string[] = []
  await selection.visit(({object, name, source}) => {
    const text = originalConfiguration(object!)
    if (text !== undefined) texts.push(text)
    else if (source !== '') throw missing(name, source)
  })
  return texts
}

/** kubectl's words, its `<nil>` included; of objects named on the command line it says nothing. */
function missing(name: string, source: string): Error {
  const what = `no last-applied-configuration annotation found on resource: ${name}\n`
  return new Error(`error when ${what} ${goQuote(source)}: <nil>`)
}

async function formatter(output: string): Promise<((text: string) => string) | undefined> {
  if (output === 'json') return (await import('../../yaml/indent-json.ts')).indentJSON
  if (output !== 'yaml') return undefined
  const [{parseYAML}, {formatYAML}] = await Promise.all([
    import('../../yaml/yaml-reader.ts'),
    import('../../yaml/yaml-writer.ts'),
  ])
  return (text) => formatYAML(parseYAML(text))
}
