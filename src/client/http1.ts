import type { Socket } from "node:net";
import { BodyStream } from "./body-stream.ts";
import { Http1Parser } from "./http1-parser.ts";
import {
  type Connection,
  type WireRequest,
  type WireResponse,
  WireError,
  unexpectedEOF,
} from "./wire.ts";

interface Exchange {
  readonly parser: Http1Parser;
  readonly body: BodyStream;
  readonly reject: (error: Error) => void;
  readonly release: () => void;
}

/**
 * HTTP/1.1 with keep-alive over a connected socket. Our own rather than node:https because that costs
 * 5 ms of start-up in a Bun executable, and because an answer which ends early must be told from a
 * whole one in the same way under both runtimes.
 */
export class Http1Connection implements Connection {
  readonly multiplexed = false;
  used = false;
  closed = false;
  onChange: () => void = () => {};
  private exchanging: Exchange | undefined;
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.on("data", (chunk: Buffer) => this.received(chunk));
    socket.on("error", (error) => this.lost(error));
    socket.on("end", () => this.ended());
    socket.on("close", () => this.ended());
  }

  get available(): boolean {
    return !this.closed && this.exchanging === undefined;
  }

  /** Sends one request. Rejects with a `WireError` when the connection ends or breaks first. */
  async exchange(request: WireRequest): Promise<WireResponse> {
    const { socket } = this;
    const bytes = encodeRequest(request);
    socket.ref();
    return new Promise((resolve, reject) => {
      const body = new BodyStream({
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        abandon: () => this.destroy(),
      });
      const abort = (): void => this.fail(request.signal!.reason as Error);
      const parser = new Http1Parser(request.method, {
        head: (status, statusText, headers) => resolve({ status, statusText, headers, body }),
        data: (chunk) => body.push(chunk),
        end: (reusable) => this.completed(reusable),
      });
      const release = (): void => request.signal?.removeEventListener("abort", abort);
      this.exchanging = { parser, body, reject, release };
      request.signal?.addEventListener("abort", abort, { once: true });
      if (request.signal?.aborted) return abort();
      socket.write(bytes);
    });
  }

  destroy(): void {
    this.fail(new WireError("connection destroyed", true));
  }

  private received(chunk: Buffer): void {
    const { exchanging } = this;
    // Bytes that nobody asked for: the server's last words on an idle connection.
    if (exchanging === undefined)
      return this.fail(new WireError("Unsolicited response received on idle HTTP channel", false));
    try {
      exchanging.parser.feed(chunk);
    } catch (error) {
      this.fail(new WireError(error, true));
    }
  }

  private completed(reusable: boolean): void {
    const { exchanging } = this;
    this.exchanging = undefined;
    this.used = true;
    exchanging?.release();
    exchanging?.body.end();
    if (reusable && !this.closed) this.socket.unref();
    else this.shut();
    this.onChange();
  }

  private ended(): void {
    if (this.exchanging?.parser.finish()) return;
    const started = this.exchanging?.parser.started ?? false;
    this.lost(started ? unexpectedEOF : "EOF");
  }

  private lost(cause: unknown): void {
    this.fail(new WireError(cause, this.exchanging?.parser.started ?? false));
  }

  private fail(error: Error): void {
    const { exchanging } = this;
    this.exchanging = undefined;
    exchanging?.release();
    exchanging?.reject(error);
    exchanging?.body.fail(error);
    this.shut();
    this.onChange();
  }

  private shut(): void {
    this.closed = true;
    this.socket.destroy();
  }
}

const unsafeInHead = /[\r\n\0]/;

/** The bytes of a request. Throws when a header could end its line early. */
function encodeRequest(request: WireRequest): Uint8Array {
  let head = `${request.method} ${request.target} HTTP/1.1\r\nHost: ${request.authority}\r\n`;
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of typeof value === "string" ? [value] : value) {
      if (unsafeInHead.test(one) || unsafeInHead.test(name)) {
        throw new Error(`net/http: invalid header field value for ${JSON.stringify(name)}`);
      }
      head += `${name}: ${one}\r\n`;
    }
  }
  const { body, method } = request;
  if (
    body !== undefined ||
    (method !== "GET" && method !== "HEAD" && method !== "DELETE" && method !== "OPTIONS")
  ) {
    head += `Content-Length: ${body?.length ?? 0}\r\n`;
  }
  const start = Buffer.from(`${head}\r\n`, "utf8");
  return body === undefined ? start : Buffer.concat([start, body]);
}
