import type {Impersonation} from '../../kubeconfig/rest-config.ts'
import type {WireRequest} from '../connection/wire.ts'

/** The headers of `--as` and its companions (client-go's impersonatingRoundTripper). */
export function impersonationHeaders(impersonate: Impersonation | undefined): WireRequest['headers'] {
  if (impersonate === undefined) return {}
  const {userName, uid, groups = [], extra = {}} = impersonate
  if (!userName && !uid && groups.length === 0 && Object.keys(extra).length === 0) return {}
  const headers: Record<string, string | readonly string[]> = {'Impersonate-User': userName}
  if (uid) headers['Impersonate-Uid'] = uid
  if (groups.length > 0) headers['Impersonate-Group'] = groups
  for (const [key, values] of Object.entries(extra))
    headers[`Impersonate-Extra-${escapeHeaderKey(key)}`] = values
  return headers
}

/** Percent-escapes what may not stand in a header's name. */
function escapeHeaderKey(key: string): string {
  const bytes = [...Buffer.from(key, 'utf8')]
  return bytes
    .map((byte) => {
      const char = String.fromCharCode(byte)
      return /[!#$&'*+.^_`|~0-9A-Za-z-]/.test(char)
        ? char
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}
