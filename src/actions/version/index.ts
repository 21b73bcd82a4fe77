import type {JsonObject} from '../../api/json.ts'
import {toError} from '../../base/errors.ts'
import {coloredFormat} from '../../base/io.ts'
import type {Session} from '../../session/session.ts'
import {clientVersion, kustomizeVersion} from '../../discovery/client-version.ts'
import type {VersionInfo} from '../../discovery/version-info.ts'

export interface VersionOptions {
  readonly args: readonly string[]
  /** Do not ask the server. */
  readonly client: boolean
  /** '', `json` or `yaml`. */
  readonly output: string
}

interface Versions {
  readonly clientVersion: VersionInfo
  readonly kustomizeVersion: string
  readonly serverVersion?: VersionInfo | undefined
}

/**
 * Prints the client's version and the server's (kubectl's version). The client's is printed also when
 * the server cannot be asked, which is thrown afterwards. Warns when the two are too far apart.
 */
export async function version(session: Session, options: VersionOptions): Promise<void> {
  const discovery = options.client ? undefined : await session.discovery()
  validate(options)
  let failure: Error | undefined
  const serverVersion = await discovery?.serverVersion().catch((error: unknown) => {
    failure = toError(error)
    return undefined
  })
  const versions: Versions = {
    clientVersion: clientVersion(session.host.platform),
    kustomizeVersion,
    serverVersion,
  }
  coloredFormat(session.io.out, options.output).write(await format(versions, options.output))
  await checkSkew(session, versions)
  if (failure !== undefined) throw failure
}

function validate({args, client, output}: VersionOptions): void {
  // kubectl looks at the arguments only when it asks the server.
  if (args.length > 0 && !client) throw new Error(`extra arguments: [${args.join(' ')}]`)
  if (!['', 'yaml', 'json'].includes(output)) throw new Error("--output must be 'yaml' or 'json'")
}

async function format(versions: Versions, output: string): Promise<string> {
  const {clientVersion: ours, kustomizeVersion: kustomize, serverVersion: theirs} = versions
  if (output === '') {
    const server = theirs === undefined ? '' : `Server Version: ${theirs.gitVersion}\n`
    return `Client Version: ${ours.gitVersion}\nKustomize Version: ${kustomize}\n${server}`
  }
  const object = versions as unknown as JsonObject
  if (output === 'json') {
    const {formatJSON} = await import('../../yaml/json.ts')
    return `${formatJSON(object, 2, {order: 'given'})}\n`
  }
  const {formatYAML} = await import('../../yaml/yaml-writer.ts')
  // kubectl ends the document with an empty line.
  return `${formatYAML(object)}\n`
}

async function checkSkew(
  session: Session,
  {clientVersion: ours, serverVersion: theirs}: Versions,
): Promise<void> {
  if (theirs === undefined) return
  const {skewWarning} = await import('./skew.ts')
  const warning = skewWarning(ours.gitVersion, theirs.gitVersion)
  if (warning === undefined) return
  if (session.flags.warningsAsErrors) throw new Error(warning)
  session.io.errOut.write(`Warning: ${warning}\n`)
}
