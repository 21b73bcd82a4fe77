import type {Host} from '../base/host.ts'
import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {RESTClient} from '../client/request.ts'
import {clientVersion} from '../discovery/client-version.ts'
import {openDiscovery} from '../discovery/open.ts'
import type {VersionInfo} from '../discovery/version-info.ts'

/**
 * Throws when the server is of another version than the client (`--match-server-version`, client-go's
 * MatchesServerVersion), or cannot be asked for it. Builds are not compared: kctl is none of Kubernetes' own.
 */
export async function requireSameVersion(
  client: RESTClient,
  host: Host,
  requestTimeout: number | undefined,
): Promise<void> {
  const ours = clientVersion(host.platform)
  const theirs = await openDiscovery({client, host, requestTimeout})
    .serverVersion()
    .catch((error: unknown) => {
      throw new Error(`couldn't read version from server: ${messageOf(error)}`, {cause: error})
    })
  if (theirs.gitVersion === ours.gitVersion) return
  throw new Error(`server version (&${goSyntax(theirs)}) differs from client version (${goSyntax(ours)})`)
}

/** As Go's `%#v` prints the struct. */
function goSyntax(info: VersionInfo): string {
  const fields = fieldNames.map((name) => {
    const title = name.charAt(0).toUpperCase() + name.slice(1)
    return `${title}:${goQuote(info[name] ?? '')}`
  })
  return `version.Info{${fields.join(', ')}}`
}

const fieldNames: readonly (keyof VersionInfo)[] = [
  'major',
  'minor',
  'emulationMajor',
  'emulationMinor',
  'minCompatibilityMajor',
  'minCompatibilityMinor',
  'gitVersion',
  'gitCommit',
  'gitTreeState',
  'buildDate',
  'goVersion',
  'compiler',
  'platform',
]
