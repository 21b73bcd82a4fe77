type Env = Readonly<Record<string, string | undefined>>

/**
 * The headers that tell the server which command a request belongs to (KEP 859), none when
 * `KUBECTL_COMMAND_HEADERS` is `false` or `0`. `commandPath` is e.g. `kctl create secret generic`.
 */
export function commandHeaders(commandPath: string, env: Env): Record<string, string> {
  const off = env['KUBECTL_COMMAND_HEADERS']?.toLowerCase()
  if (off === 'false' || off === '0') return {}
  return {'Kubectl-Command': commandPath, 'Kubectl-Session': crypto.randomUUID()}
}
