import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import path from 'node:path'
import {promisify} from 'node:util'
import {type Probe, type ProbeResult, runProbe} from './client-probe.ts'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** The reference kubectl, undefined where it was not built. */
export const kubectl: string | undefined = [
  process.env['KCTL_TEST_KUBECTL'],
  path.join(root, '.cache/cluster/bin/kubectl'),
].find((file) => file !== undefined && existsSync(file))

/** Ways to run probes: in this process under Node, and in one child under Bun. */
export const runtimes: Readonly<Record<string, (probes: readonly Probe[]) => Promise<ProbeResult[]>>> = {
  async node(probes) {
    const results: ProbeResult[] = []
    for (const probe of probes) results.push(await runProbe(probe))
    return results
  },
  async bun(probes) {
    const file = path.join(root, 'test/support/client-probe.ts')
    const {stdout} = await run(path.join(root, 'node_modules/.bin/bun'), [file, JSON.stringify(probes)], {
      maxBuffer: 1 << 26,
    })
    return JSON.parse(stdout) as ProbeResult[]
  },
}

/** What kubectl writes to stderr for `get --raw /x` with these flags. */
export async function kubectlRaw(
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const none = {KUBECONFIG: '/nonexistent/none', HOME: '/nonexistent', PATH: process.env['PATH'], ...env}
  try {
    return (await run(kubectl!, [...flags, 'get', '--raw', '/x'], {env: none})).stderr
  } catch (error) {
    return (error as {stderr: string}).stderr
  }
}
