import type { Host } from "../base/host.ts";
import type { RestConfig } from "../kubeconfig/rest-config.ts";
import { dialTCP, dialTLS } from "./dial.ts";
import { ConnectionPool } from "./pool.ts";
import type { Request, Response, RESTClient } from "./request.ts";
import { decodedResponse } from "./response.ts";
import { encodeQuery, type ServerURL, serverURL } from "./server-url.ts";
import { ConnectionError } from "./status.ts";
import { loadTLS, type TlsMaterial } from "./tls-options.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

export interface ClientOptions {
  readonly host: Host;
  /** `kctl/1.2.3 (linux/amd64)`. */
  readonly userAgent: string;
  /** Sent with every request, e.g. `Kubectl-Command`. */
  readonly commandHeaders?: Readonly<Record<string, string>>;
  /** Requests in flight at most; 64 when absent. */
  readonly maxInFlight?: number;
}

/** Sends requests to the config's server as its user. Nothing is read or connected before the first request. */
export function newRESTClient(config: RestConfig, options: ClientOptions): RESTClient {
  return new HTTPClient(config, options);
}

class HTTPClient implements RESTClient {
  readonly host: string;
  private readonly config: RestConfig;
  private readonly options: ClientOptions;
  private readonly server: ServerURL;
  private readonly pool: ConnectionPool;
  private material: Promise<TlsMaterial> | undefined;

  constructor(config: RestConfig, options: ClientOptions) {
    this.config = config;
    this.options = options;
    this.server = serverURL(config);
    this.host = `${this.server.origin}${this.server.prefix}`;
    this.pool = new ConnectionPool(
      (protocols, signal) => this.dial(protocols, signal),
      options.maxInFlight ?? 64,
      this.server.tls,
    );
  }

  async send(request: Request): Promise<Response> {
    const timeout = request.timeout || this.config.timeout;
    const query = encodeQuery(request.query ?? {});
    const target = `${this.server.prefix}${request.path}${query === "" ? "" : `?${query}`}`;
    const signals = [
      this.options.host.signal,
      ...(request.signal === undefined ? [] : [request.signal]),
    ];
    if (timeout > 0) signals.push(AbortSignal.timeout(timeout));
    const wire: WireRequest = {
      method: request.method,
      target,
      authority: this.server.authority,
      headers: this.headers(request),
      ...(request.body === undefined
        ? {}
        : { body: typeof request.body === "string" ? Buffer.from(request.body) : request.body }),
      signal: signals.length === 1 ? signals[0]! : AbortSignal.any(signals),
    };
    let response: WireResponse;
    try {
      response = await this.pool.exchange(wire);
    } catch (error) {
      throw await this.connectionError(request.method, target, error);
    }
    const decoded = decodedResponse(response, bodyError, () => {});
    if (response.status >= 200 && response.status <= 206) return decoded;
    throw await this.statusError(request, decoded);
  }

  close(): void {
    this.pool.close();
  }

  private headers(request: Request): Record<string, string | readonly string[]> {
    const { bearerToken, username, password, disableCompression, impersonate } = this.config;
    const headers: Record<string, string | readonly string[]> = {
      Accept: "application/json, */*",
      "User-Agent": this.options.userAgent,
      ...this.options.commandHeaders,
      ...request.headers,
    };
    if (request.body !== undefined)
      headers["Content-Type"] = request.contentType ?? "application/json";
    if (!disableCompression) headers["Accept-Encoding"] = "gzip";
    if (bearerToken) headers["Authorization"] = `Bearer ${bearerToken}`;
    else if (username)
      headers["Authorization"] =
        `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
    if (impersonate?.userName) headers["Impersonate-User"] = impersonate.userName;
    return headers;
  }

  private async dial(protocols: readonly string[], signal: AbortSignal | undefined) {
    const { server } = this;
    if (!server.tls) return dialTCP(server, signal);
    this.material ??= loadTLS(this.config.tls, this.options.host);
    return dialTLS(server, await this.material, protocols, { signal });
  }

  private async connectionError(method: string, target: string, error: unknown): Promise<Error> {
    if (this.options.host.signal.aborted) return this.options.host.signal.reason as Error;
    const { goErrorText } = await import("./go-error.ts");
    const detail = goErrorText(error);
    const verb = `${method[0]}${method.slice(1).toLowerCase()}`;
    return new ConnectionError(
      `${verb} ${JSON.stringify(`${this.server.origin}${target}`)}: ${detail}`,
      this.server.authority,
      detail.includes("connection refused"),
      detail,
    );
  }

  private async statusError(request: Request, response: Response): Promise<Error> {
    const { resourceOfPath, statusErrorOf } = await import("./status-body.ts");
    return statusErrorOf({
      method: request.method,
      code: response.status,
      contentType: response.headers["content-type"],
      retryAfter: response.headers["retry-after"],
      body: await response.text(),
      resource: resourceOfPath(request.path),
    });
  }
}

async function bodyError(error: unknown): Promise<Error> {
  const { goErrorText } = await import("./go-error.ts");
  return new ConnectionError(
    `unexpected error when reading response body. Please retry. Original error: ${goErrorText(error)}`,
    "",
  );
}
