import * as http2 from "node:http2";
import type { Socket } from "node:net";
import { BodyStream } from "./body-stream.ts";
import {
  type Connection,
  type WireRequest,
  type WireResponse,
  WireError,
  unexpectedEOF,
} from "./wire.ts";

const pingAfter = 30_000;
const pingTimeout = 15_000;
const connectionSpecific = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
]);

/** HTTP/2 over a TLS socket that negotiated it: many exchanges at once, with client-go's health check. */
export class Http2Connection implements Connection {
  readonly multiplexed = true;
  used = false;
  onChange: () => void = () => {};
  private readonly session: http2.ClientHttp2Session;
  private active = 0;
  private dead = false;
  private lastSign = 0;
  private watchdog: NodeJS.Timeout | undefined;

  constructor(socket: Socket) {
    this.session = http2.connect("https://server", {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: 4 << 20 },
    });
    this.session.setLocalWindowSize?.(16 << 20);
    this.session.on("error", () => this.die());
    this.session.on("close", () => this.die());
    this.session.on("goaway", () => this.die());
  }

  get closed(): boolean {
    return this.dead || this.session.closed || this.session.destroyed;
  }

  get available(): boolean {
    const limit = this.session.remoteSettings?.maxConcurrentStreams ?? 100;
    return !this.closed && this.active < limit;
  }

  /** Sends one request on a stream of its own. Rejects with a `WireError` when the stream breaks. */
  async exchange(request: WireRequest): Promise<WireResponse> {
    const stream = this.session.request(encodeHeaders(request), {
      endStream: request.body === undefined,
    });
    this.begin();
    return new Promise((resolve, reject) => {
      let started = false;
      const body = new BodyStream({
        pause: () => stream.pause(),
        resume: () => stream.resume(),
        abandon: () => stream.close(http2.constants.NGHTTP2_CANCEL),
      });
      const failed = (error: Error): void => {
        const wrapped = error === request.signal?.reason ? error : new WireError(error, started);
        reject(wrapped);
        body.fail(wrapped);
      };
      const abort = (): void => {
        failed(request.signal!.reason as Error);
        stream.close(http2.constants.NGHTTP2_CANCEL);
      };
      request.signal?.addEventListener("abort", abort, { once: true });
      stream.on("response", (headers) => {
        started = true;
        resolve({ ...decodeHeaders(headers), body });
      });
      stream.on("data", (chunk: Buffer) => {
        this.lastSign = performance.now();
        body.push(chunk);
      });
      let whole = false;
      stream.on("end", () => (whole = true));
      stream.on("error", (error: Error) => failed(streamError(error, stream)));
      stream.on("close", () => {
        request.signal?.removeEventListener("abort", abort);
        if (
          whole &&
          started &&
          stream.rstCode === http2.constants.NGHTTP2_NO_ERROR &&
          !stream.aborted
        )
          body.end();
        else failed(streamError(new Error(started ? unexpectedEOF : "EOF"), stream));
        this.finish();
      });
      if (request.signal?.aborted) abort();
      else if (request.body !== undefined) stream.end(request.body);
    });
  }

  destroy(): void {
    this.session.destroy();
    this.die();
  }

  private begin(): void {
    this.session.ref();
    this.active++;
    this.used = true;
    this.lastSign = performance.now();
    this.watchdog ??= setInterval(() => this.check(), pingAfter / 2).unref();
  }

  private finish(): void {
    this.active--;
    if (this.active === 0 && !this.closed) this.session.unref();
    this.onChange();
  }

  /** A connection that is silent while it should answer gets a ping, and is given up without a pong. */
  private check(): void {
    if (this.active === 0 || this.closed || performance.now() - this.lastSign < pingAfter) return;
    const timer = setTimeout(
      () => this.session.destroy(new Error("http2: client connection lost")),
      pingTimeout,
    );
    this.session.ping(() => {
      clearTimeout(timer);
      this.lastSign = performance.now();
    });
  }

  private die(): void {
    if (this.dead) return;
    this.dead = true;
    clearInterval(this.watchdog);
    this.onChange();
  }
}

function encodeHeaders(request: WireRequest): http2.OutgoingHttpHeaders {
  const headers: http2.OutgoingHttpHeaders = {
    ":method": request.method,
    ":path": request.target,
    ":authority": request.authority,
    ":scheme": "https",
  };
  for (const [name, value] of Object.entries(request.headers)) {
    const lower = name.toLowerCase();
    if (!connectionSpecific.has(lower))
      headers[lower] = typeof value === "string" ? value : [...value];
  }
  if (request.body !== undefined) headers["content-length"] = String(request.body.length);
  return headers;
}

function decodeHeaders(
  raw: http2.IncomingHttpHeaders,
): Pick<WireResponse, "status" | "statusText" | "headers"> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(raw)) {
    if (name.startsWith(":") || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    headers[name] = Buffer.from(text, "latin1").toString("utf8");
  }
  const status = Number(raw[":status"]);
  return { status, statusText: String(status), headers };
}

/** golang.org/x/net/http2's text for a reset stream. */
function streamError(error: Error, stream: http2.ClientHttp2Stream): Error {
  const code = stream.rstCode ?? 0;
  if (code === http2.constants.NGHTTP2_NO_ERROR || stream.session?.destroyed === true) return error;
  const names = [
    "NO_ERROR",
    "PROTOCOL_ERROR",
    "INTERNAL_ERROR",
    "FLOW_CONTROL_ERROR",
    "SETTINGS_TIMEOUT",
    "STREAM_CLOSED",
    "FRAME_SIZE_ERROR",
    "REFUSED_STREAM",
    "CANCEL",
    "COMPRESSION_ERROR",
    "CONNECT_ERROR",
    "ENHANCE_YOUR_CALM",
    "INADEQUATE_SECURITY",
    "HTTP_1_1_REQUIRED",
  ];
  return new Error(
    `stream error: stream ID ${stream.id}; ${names[code] ?? code}; received from peer`,
  );
}
