import {Worker} from 'node:worker_threads'
import type {JsonValue} from '../../api/json.ts'
import {messageOf} from '../../base/errors.ts'

/** How long an expression may take, in milliseconds: one that never ends must not hang a script. */
export const queryTimeout = 10_000

/** What the worker is given. */
export interface QueryTask {
  readonly expression: string
  readonly json: JsonValue
}

/** What it answers. */
export type QueryAnswer = {readonly matches: JsonValue[]} | {readonly failure: string}

/**
 * What a JSONPath of jsonpath-plus finds in a value, in its order. That dialect has what kubectl's lacks: regular
 * expressions, `&&` and `||`, parents, types. It runs under the library's own evaluator, which knows no host objects, and
 * in a thread of its own, which is ended after `timeout` milliseconds. Throws for an expression that cannot be read or
 * takes too long.
 */
export async function query(task: QueryTask, timeout = queryTimeout): Promise<JsonValue[]> {
  const answer = await ask(task, timeout)
  if ('failure' in answer) throw new Error(`--query ${JSON.stringify(task.expression)}: ${answer.failure}`)
  return answer.matches
}

function ask(task: QueryTask, timeout: number): Promise<QueryAnswer> {
  const worker = new Worker(workerFile(), {workerData: task})
  return new Promise<QueryAnswer>((resolve) => {
    const timer = setTimeout(() => resolve({failure: `took longer than ${timeout / 1000} s`}), timeout)
    worker.on('message', resolve)
    worker.on('error', (error) => resolve({failure: messageOf(error)}))
    worker.on('exit', () => clearTimeout(timer))
  }).finally(() => void worker.terminate())
}

/** The worker lies beside this module: as a source, or as a module of the executable or the Node bundle. */
function workerFile(): URL {
  const [, ending] = /\.(\w+)$/.exec(new URL(import.meta.url).pathname) ?? []
  return new URL(`./query-worker.${ending ?? 'js'}`, import.meta.url)
}
