import type {Probe} from '../../api/raw-models.ts'

/** A probe in one line: how it asks, and its times (kubectl's DescribeProbe). */
export function probeText(probe: Probe): string {
  const {initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0} = probe
  const attributes =
    `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s ` +
    `successThreshold=${probe.successThreshold ?? 0} failureThreshold=${probe.failureThreshold ?? 0}`
  return `${action(probe)} ${attributes}`
}

function action({exec, httpGet, tcpSocket, grpc}: Probe): string {
  if (exec) return `exec [${(exec.command ?? []).join(' ')}]`
  if (httpGet) return `http-get ${httpUrl(httpGet)}`
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${port(tcpSocket.port)}`
  if (grpc) return `grpc <pod>:${grpc.port ?? 0} ${grpc.service ?? ''}`
  return 'unknown'
}

/** The URL as Go's url.URL writes it. */
function httpUrl({scheme = '', host = '', port: at, path = ''}: NonNullable<Probe['httpGet']>): string {
  const authority = port(at) === '' ? host : joinHostPort(host, port(at))
  const slash = path !== '' && !path.startsWith('/') && authority !== '' ? '/' : ''
  const before = scheme === '' ? '' : `${scheme.toLowerCase()}:`
  return `${before}//${escapeHost(authority)}${slash}${escapePath(path)}`
}

/** Host and port, IPv6 addresses in brackets (net.JoinHostPort). */
export function joinHostPort(host: string, at: string | number): string {
  return host.includes(':') ? `[${host}]:${at}` : `${host}:${at}`
}

function port(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '0'
}

/** What Go leaves readable in a path. */
function escapePath(path: string): string {
  return encodeURIComponent(path)
    .replace(/%(2F|3A|40|26|3D|2B|24|2C|3B)/gi, (escaped) => decodeURIComponent(escaped))
    .replace(/['()!*]/g, (character) =>
      /['()!*]/.test(character) && keptInPath(path) ? character : percent(character),
    )
}

/** Go keeps a path as it was typed when that is a valid encoding of it. */
function keptInPath(path: string): boolean {
  return /^[\w\-.~!$&'()*+,;=:@/[\]]*$/.test(path)
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

function escapeHost(host: string): string {
  return host.replace(/[^\w\-.~!$&'()*+,;=:[\]<>"]/g, (character) =>
    character.charCodeAt(0) < 128 ? percent(character) : encodeURIComponent(character),
  )
}
