import type {ConfigFlags} from '../kubeconfig/config-flags.ts'
import type {Host} from '../base/host.ts'
import {kubercDisabled} from '../kuberc/location.ts'
import {flag, type FlagSet} from './flags.ts'

/** The flags of every command (kubectl's `options`). */
export const globalFlags = {
  as: flag.string('Act as this user. It may be a service account of a namespace.'),
  asGroup: flag.stringArray('Act as a member of this group. Repeat it for several groups.'),
  asUid: flag.string('Act under this UID.'),
  asUserExtra: flag.stringArray(
    'Extra fields of the user to act as, KEY=VALUE. Repeat it for several values.',
  ),
  cacheDir: flag.string('The folder of the cache'),
  certificateAuthority: flag.string('File with the certificate of the authority that signed the server’s'),
  clientCertificate: flag.string('File with the client certificate for TLS'),
  clientKey: flag.string('File with the client key for TLS'),
  cluster: flag.string('The cluster of the kubeconfig to use'),
  color: flag.string(
    'When to colour output. One of (auto|always|never). auto: on a terminal, unless NO_COLOR is set or TERM is dumb.',
    {default: 'auto'},
  ),
  context: flag.string('The context of the kubeconfig to use'),
  disableCompression: flag.bool('Ask the server not to compress its answers'),
  insecureSkipTlsVerify: flag.bool(
    'Do not check the server’s certificate. Whoever is on the way can then read and change everything.',
  ),
  kubeconfig: flag.string('The kubeconfig file to use, alone'),
  kuberc: flag.string(
    'The file of preferences to use. KUBECTL_KUBERC=false or KUBERC=off turns preferences off.',
  ),
  logFlushFrequency: flag.goDuration(
    'The longest time between flushes of the log; kept for scripts, logs are not buffered',
    {
      default: 5000,
      defaultText: '5s',
    },
  ),
  matchServerVersion: flag.bool('Refuse to work with a server of another version'),
  namespace: flag.string('The namespace to work in', {char: 'n'}),
  password: flag.string('Password for basic authentication'),
  profile: flag.string(
    'Profile to capture. One of (none|cpu|heap|goroutine|threadcreate|block|mutex|trace)',
    {
      default: 'none',
    },
  ),
  profileOutput: flag.string('The file that the profile is written to', {default: 'profile.pprof'}),
  proxyUrl: flag.string('The proxy for requests to the server'),
  requestTimeout: flag.string(
    'How long to wait for one request, with a unit (1s, 2m, 3h). 0 waits for ever.',
    {default: '0'},
  ),
  server: flag.string('Address and port of the API server', {char: 's'}),
  tlsServerName: flag.string('The name that the server’s certificate must have, instead of the host’s'),
  token: flag.string('Bearer token for authentication'),
  user: flag.string('The user of the kubeconfig to use'),
  username: flag.string('Name for basic authentication'),
  v: flag.level('How much to log, 0 to 10', {char: 'v'}),
  vmodule: flag.moduleSpec('pattern=N settings per file for the log; kept for scripts'),
  warningsAsErrors: flag.bool('End with an error when the server sent warnings'),
} as const

/** Those that there are: without preferences their flag is unknown. */
export function globalFlagsIn(env: Host['env']): FlagSet {
  if (!kubercDisabled(env)) return globalFlags
  const {kuberc: _, ...others} = globalFlags
  return others
}

/** cobra adds this to every command when it runs it. */
export const helpFlag = {help: flag.bool('Show help for this command', {char: 'h'})} as const

const configKeys = [
  ...['kubeconfig', 'context', 'cluster', 'user', 'namespace', 'server', 'token', 'username', 'password'],
  ...['as', 'asUid', 'asGroup', 'asUserExtra', 'clientCertificate', 'clientKey', 'certificateAuthority'],
  ...[
    'insecureSkipTlsVerify',
    'tlsServerName',
    'disableCompression',
    'proxyUrl',
    'requestTimeout',
    'cacheDir',
  ],
  ...['matchServerVersion', 'warningsAsErrors'],
]

/**
 * What of the given global flags concerns the kubeconfig. `hidden` are keys of the command's own flags: it
 * is those that the user gave (`config set-cluster --server`).
 */
export function configFlags(given: ReadonlyMap<string, unknown>, hidden: object = {}): ConfigFlags {
  const flags: Record<string, unknown> = {}
  for (const key of configKeys) {
    if (given.has(key) && !(key in hidden)) flags[key] = given.get(key)
  }
  if (given.has('v')) flags['verbosity'] = given.get('v')
  return flags
}
