import { type Socket, connect as connectTCP, isIP } from "node:net";
import {
  checkServerIdentity,
  connect as connectTLS,
  type ConnectionOptions,
  type TLSSocket,
} from "node:tls";
import type { ServerURL } from "./server-url.ts";
import type { TlsMaterial } from "./tls-options.ts";

const dialTimeout = 30_000;
const handshakeTimeout = 10_000;

/** Raised while connecting; `go-error.ts` puts it into Go's words. */
export class DialError extends Error {
  override name = "DialError";
  readonly phase: "dial" | "handshake";
  readonly hostname: string;
  readonly port: number;
  constructor(
    cause: unknown,
    phase: "dial" | "handshake",
    target: { hostname: string; port: number },
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.phase = phase;
    this.hostname = target.hostname;
    this.port = target.port;
  }
}

/** Connects to `host:port` over TCP; ends after 30 seconds as client-go's dialer does. */
export function dialTCP(
  target: { hostname: string; port: number },
  signal?: AbortSignal,
): Promise<Socket> {
  const socket = connectTCP({ host: target.hostname, port: target.port });
  return settled(socket, "connect", target, "dial", dialTimeout, signal);
}

/**
 * A TLS connection, either directly or inside `tunnel`. The certificate is verified against the
 * config's CA (the system's roots without one) whatever the environment says.
 */
export function dialTLS(
  target: Pick<ServerURL, "hostname" | "port">,
  material: TlsMaterial,
  protocols: readonly string[],
  options: { tunnel?: Socket; signal?: AbortSignal | undefined } = {},
): Promise<TLSSocket> {
  const name = material.serverName ?? target.hostname;
  const ca = material.ca ?? material.roots;
  const tls: ConnectionOptions = {
    ...(options.tunnel === undefined
      ? { host: target.hostname, port: target.port }
      : { socket: options.tunnel }),
    ALPNProtocols: [...protocols],
    rejectUnauthorized: !material.insecure,
    servername: isIP(name) === 0 ? name : "",
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    ...(ca === undefined ? {} : { ca: ca instanceof Uint8Array ? Buffer.from(ca) : [...ca] }),
    ...(material.cert === undefined || material.key === undefined
      ? {}
      : { cert: Buffer.from(material.cert), key: Buffer.from(material.key) }),
  };
  const socket = connectTLS(tls);
  return settled(socket, "secureConnect", target, "handshake", dialTimeout, options.signal);
}

/** Waits for the event that says "connected"; a failure before it becomes a `DialError`. */
function settled<S extends Socket>(
  socket: S,
  event: "connect" | "secureConnect",
  target: { hostname: string; port: number },
  phase: "dial" | "handshake",
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<S> {
  return new Promise((resolve, reject) => {
    let reached = phase;
    if (phase === "handshake" && socket.connecting) {
      reached = "dial";
      socket.once("connect", () => {
        reached = "handshake";
        restart(handshakeTimeout, "net/http: TLS handshake timeout");
      });
    }
    let timer: NodeJS.Timeout;
    const restart = (ms: number, text: string): void => {
      clearTimeout(timer);
      timer = setTimeout(() => failed(new Error(text)), ms);
    };
    const cleanup = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", aborted);
      socket.off("error", failed).off("close", closed).off(event, connected);
    };
    const failed = (error: unknown): void => {
      cleanup();
      socket.on("error", () => {});
      socket.destroy();
      reject(new DialError(error, reached, target));
    };
    const closed = (): void => failed(new Error("EOF"));
    const aborted = (): void => {
      cleanup();
      socket.on("error", () => {});
      socket.destroy();
      reject(signal!.reason as Error);
    };
    const connected = (): void => {
      cleanup();
      resolve(socket);
    };
    restart(timeout, "i/o timeout");
    socket.on("error", failed).on("close", closed).on(event, connected);
    signal?.addEventListener("abort", aborted, { once: true });
    if (signal?.aborted) aborted();
  });
}
