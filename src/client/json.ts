import type {JsonValue} from '../api/json.ts'
import {parseJSON} from '../yaml/json.ts'
import type {Request, RESTClient} from './request.ts'

/**
 * Sends the request and reads its answer as JSON, every digit of an integer kept. Throws what `send`
 * throws, and a JsonSyntaxError for an answer that is no JSON.
 */
export async function getJSON(client: RESTClient, request: Request): Promise<JsonValue> {
  const response = await client.send(request)
  return parseJSON(await response.text())
}
