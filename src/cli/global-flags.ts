import type {ConfigFlags} from '../kubeconfig/config-flags.ts'
import {type FlagTable, type FlagValues, bool, duration, int, string, stringArray} from './flag.ts'

/** The flags that every command takes (cli-runtime's ConfigFlags, klog's, and kubectl's root command's). */
export const globalFlags = {
  as: string('User to act as: a regular user or a service account of a namespace.'),
  asGroup: stringArray('Group to act as; repeat it for several groups.'),
  asUid: string('UID to act as.'),
  asUserExtra: stringArray('Extra information of the user to act as, as KEY=VALUE; repeat it, also for several values of one key.'),
  cacheDir: string('Folder of the discovery cache; by default .kube/cache in the home folder.'),
  certificateAuthority: string('File with the certificates of the authorities that the server is checked against.'),
  clientCertificate: string('File with the client certificate.'),
  clientKey: string('File with the key of the client certificate.'),
  cluster: string('Cluster of the kubeconfig to use.'),
  context: string('Context of the kubeconfig to use.'),
  disableCompression: bool('Ask the server not to compress its answers.'),
  insecureSkipTlsVerify: bool("Do not check the server's certificate. This makes HTTPS connections insecure."),
  kubeconfig: string('The kubeconfig file to use, instead of those of KUBECONFIG or the home folder.'),
  kuberc: string('File of preferences. KUBECTL_KUBERC=false or KUBERC=off turns preferences off.'),
  logFlushFrequency: duration('Accepted as kubectl accepts it; nothing is held back here.', {default: 5000}),
  matchServerVersion: bool("Refuse to work with a server of another version than the client's."),
  namespace: string('Namespace to work in.', {short: 'n'}),
  password: string('Password for basic authentication.'),
  profile: string('Accepted as kubectl accepts it; only "none" does something here: nothing.', {default: 'none'}),
  profileOutput: string('Accepted as kubectl accepts it.', {default: 'profile.pprof'}),
  proxyUrl: string('Proxy for requests to the server.'),
  requestTimeout: string('How long one request may take, with a unit (1s, 2m, 3h); zero for no limit.', {default: '0'}),
  server: string('Address and port of the server.', {short: 's'}),
  tlsServerName: string("Name that the server's certificate must show, when it is not the host of its address."),
  token: string('Bearer token.'),
  user: string('User of the kubeconfig to use.'),
  username: string('Username for basic authentication.'),
  v: int('How much is logged, 0 to 10.', {short: 'v', bits: 32}),
  vmodule: string('Accepted as kubectl accepts it: log levels by source file have no meaning here.'),
  warningsAsErrors: bool('Treat warnings of the server as errors: end with a non-zero exit code.'),
}

export type GlobalFlags = FlagValues<typeof globalFlags>

/** Flags that must keep apart "not given" and "given empty". */
const overrides = [
  'as', 'asGroup', 'asUid', 'asUserExtra', 'cacheDir', 'certificateAuthority', 'clientCertificate', 'clientKey',
  'cluster', 'context', 'disableCompression', 'insecureSkipTlsVerify', 'kubeconfig', 'matchServerVersion', 'namespace',
  'password', 'proxyUrl', 'requestTimeout', 'server', 'tlsServerName', 'token', 'user', 'username', 'warningsAsErrors',
] as const satisfies readonly (keyof GlobalFlags)[]

/**
 * The global flags that were given, as the session takes them. A command's own flag of the same name hides the
 * global one: `config set-cluster --server` chooses no server.
 */
export function configFlags(values: GlobalFlags, changed: ReadonlySet<string>, own: FlagTable): ConfigFlags {
  const given = overrides.filter((key) => changed.has(key) && !(key in own)).map((key) => [key, values[key]])
  return {...(Object.fromEntries(given) as ConfigFlags), verbosity: values.v}
}
