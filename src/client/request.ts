/** One call to an API server. */
export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
  /** Absolute path below the server address, segments already escaped: `/api/v1/namespaces/x/pods`. */
  readonly path: string;
  /** Query parameters in order; undefined values are left out. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Overrides the default `application/json`. */
  readonly contentType?: string;
  /** Milliseconds; 0 or absent: the config's timeout. */
  readonly timeout?: number;
  /** Ends this request besides the invocation's own signal. */
  readonly signal?: AbortSignal;
}

/** The answer to a request whose status was below 400. */
export interface Response {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decoded (gzip undone) bytes; throws when the connection is cut before the end. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The whole body as text. */
  text(): Promise<string>;
}

/** Sends requests to one API server as one user (client-go's rest.Interface). */
export interface RESTClient {
  /** The server's address without a trailing slash, as the user gave it, for messages. */
  readonly host: string;
  /**
   * Sends the request, retrying as client-go does. Throws `StatusError` for an answer >= 400 and
   * `ConnectionError` when there is no answer.
   */
  send(request: Request): Promise<Response>;
  /** Closes idle connections so that the process can end. */
  close(): void;
}
