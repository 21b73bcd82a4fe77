/** The thread in which query.ts lets an expression run. */
import {parentPort, workerData} from 'node:worker_threads'
import {JSONPath} from 'jsonpath-plus'
import type {JsonValue} from '../../api/json.ts'
import {messageOf} from '../../base/errors.ts'
import type {QueryAnswer, QueryTask} from './query.ts'

function answer({expression, json}: QueryTask): QueryAnswer {
  try {
    // 'safe' interprets filters with the library's own evaluator; never eval, never the vm module.
    const matches: unknown = JSONPath({path: expression, json: json as object, eval: 'safe', wrap: true})
    return {matches: matches as JsonValue[]}
  } catch (error) {
    return {failure: messageOf(error)}
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(answer(workerData as QueryTask))
