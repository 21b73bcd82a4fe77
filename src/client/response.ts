import type {Response} from './request.ts'
import type {WireResponse} from './connection/wire.ts'

/** What is done around the reading of a body. */
export interface BodyHooks {
  /** Gives the error to throw for what broke the body; `whole`: it was read as one text. */
  failed(error: unknown, whole: boolean): Promise<unknown>
  /** Called once the body is over, well or badly. */
  done(): void
  /** Is shown a body that was read as one text. */
  text(text: string): void
}

/** An answer whose body is decoded while it is read. */
export function decodedResponse(wire: WireResponse, hooks: BodyHooks): Response {
  const zipped = /^\s*(?:x-)?gzip\s*$/i.test(wire.headers['content-encoding'] ?? '')
  return {
    status: wire.status,
    headers: wire.headers,
    async *chunks() {
      try {
        yield* zipped ? gunzipped(wire.body) : wire.body
      } catch (error) {
        throw await hooks.failed(error, false)
      } finally {
        hooks.done()
      }
    },
    async text() {
      try {
        const text = (await wholeBody(wire.body, zipped)).toString('utf8')
        hooks.text(text)
        return text
      } catch (error) {
        throw await hooks.failed(error, true)
      } finally {
        hooks.done()
      }
    },
  }
}

async function wholeBody(body: AsyncIterable<Uint8Array>, zipped: boolean): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const chunk of body) pieces.push(chunk)
  const whole = Buffer.concat(pieces)
  if (!zipped) return whole
  const {gunzipSync} = await import('node:zlib')
  return gunzipSync(whole)
}

/** Unzips piece by piece, so that a watch is seen as it comes; a cut stream throws. */
async function* gunzipped(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const {createGunzip, constants} = await import('node:zlib')
  const {Readable, pipeline} = await import('node:stream')
  const gunzip = createGunzip({flush: constants.Z_SYNC_FLUSH})
  pipeline(Readable.from(body), gunzip, () => {
    // A failure of the source comes out of the loop below.
  })
  yield* gunzip as AsyncIterable<Uint8Array>
}
