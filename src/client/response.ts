import type { Response } from "./request.ts";
import type { WireResponse } from "./wire.ts";

/**
 * An answer whose body is decoded while it is read. `failed` turns what breaks it into the error to
 * throw, `done` is called once the body is over, well or badly.
 */
export function decodedResponse(
  wire: WireResponse,
  failed: (error: unknown) => Promise<Error>,
  done: () => void,
): Response {
  const zipped = /^\s*gzip\s*$/i.test(wire.headers["content-encoding"] ?? "");
  return {
    status: wire.status,
    headers: wire.headers,
    async *chunks() {
      try {
        yield* zipped ? gunzipped(wire.body) : wire.body;
      } catch (error) {
        throw await failed(error);
      } finally {
        done();
      }
    },
    async text() {
      try {
        const pieces: Uint8Array[] = [];
        for await (const chunk of wire.body) pieces.push(chunk);
        const whole =
          pieces.length === 1
            ? Buffer.from(pieces[0]!.buffer, pieces[0]!.byteOffset, pieces[0]!.length)
            : Buffer.concat(pieces);
        if (!zipped) return whole.toString("utf8");
        const { gunzipSync } = await import("node:zlib");
        return gunzipSync(whole).toString("utf8");
      } catch (error) {
        throw await failed(error);
      } finally {
        done();
      }
    },
  };
}

/** Unzips piece by piece, so that a watch is seen as it comes; a cut stream throws. */
async function* gunzipped(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { createGunzip, constants } = await import("node:zlib");
  const { Readable } = await import("node:stream");
  const source = Readable.from(body);
  const gunzip = createGunzip({ flush: constants.Z_SYNC_FLUSH });
  source.on("error", (error) => gunzip.destroy(error));
  yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
}
