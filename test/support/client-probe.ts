import {errorText} from '../../src/client/error-text.ts'
import {Logger} from '../../src/base/logger.ts'
import {MemoryOutput, memoryInput} from '../../src/base/io.ts'
import {newRESTClient} from '../../src/client/rest-client.ts'
import type {Request} from '../../src/client/request.ts'
import {WarningWriter} from '../../src/client/warnings.ts'
import type {RestConfig} from '../../src/kubeconfig/rest-config.ts'

/** One request to make with the client as a command would, in any runtime. */
export interface Probe {
  readonly config: RestConfig
  readonly request?: Partial<Request>
  readonly env?: Readonly<Record<string, string>>
  readonly verbosity?: number
  readonly commandHeaders?: Readonly<Record<string, string>>
  /** How many times at once. */
  readonly times?: number
}

/** What a command would have written. */
export interface ProbeResult {
  readonly out: string
  readonly err: string
}

/** Makes the request `get --raw` makes, unless told otherwise, and reads its answer to the end. */
export async function runProbe(probe: Probe): Promise<ProbeResult> {
  const [out, errOut] = [new MemoryOutput(), new MemoryOutput()]
  const host = {
    io: {in: memoryInput(''), out, errOut},
    env: {PATH: process.env['PATH'], ...probe.env},
    cwd: process.cwd(),
    home: '/nonexistent',
    platform: process.platform,
    now: () => Date.now(),
    signal: new AbortController().signal,
  }
  try {
    const client = newRESTClient(probe.config, {
      host,
      userAgent: 'kctl/test',
      logger: new Logger(probe.verbosity ?? 0, errOut, host.now),
      warnings: new WarningWriter(errOut, false).handle,
      ...(probe.commandHeaders === undefined ? {} : {commandHeaders: probe.commandHeaders}),
    })
    try {
      const one = async (): Promise<void> => {
        const response = await client.send({method: 'GET', path: '/x', stream: true, ...probe.request})
        if (probe.request?.stream === false) return out.write(await response.text())
        for await (const chunk of response.chunks()) out.write(chunk)
      }
      await Promise.all(Array.from({length: probe.times ?? 1}, one))
    } finally {
      client.close()
    }
  } catch (error) {
    errOut.write(errorText(error).text)
  }
  return {out: out.text, err: errOut.text}
}

// As a program: probes as JSON in the first argument, results as JSON on stdout.
if (process.argv[1]?.endsWith('client-probe.ts') && process.argv[2] !== undefined) {
  const results: ProbeResult[] = []
  for (const probe of JSON.parse(process.argv[2]) as Probe[]) results.push(await runProbe(probe))
  process.stdout.write(JSON.stringify(results))
}
