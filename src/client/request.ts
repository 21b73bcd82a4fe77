import type {WebSocketConnection} from './connection/websocket.ts'

/** One call to an API server. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  /** Absolute path below the server address, segments already escaped: `/api/v1/namespaces/x/pods`. */
  readonly path: string
  /** Query parameters, sent sorted as client-go does; undefined values are left out. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Overrides the default `application/json`. */
  readonly contentType?: string
  /** Milliseconds; 0 or absent: the config's timeout. */
  readonly timeout?: number
  /** Ends this request besides the invocation's own signal. */
  readonly signal?: AbortSignal
  /**
   * The answer is read as a stream (watch, logs, `get --raw`): a failed connection is not tried again,
   * and a cut body says so in its own words (client-go's Stream and Watch as against Do).
   */
  readonly stream?: boolean
  /**
   * Leaves the resource out of the messages made for answers without a Status, as client-go does for
   * absolute paths (discovery, `--raw`, the dynamic client).
   */
  readonly anonymousPath?: boolean
}

/** A request for a connection that carries streams in both directions. */
export interface UpgradeRequest extends Pick<Request, 'path' | 'query' | 'signal'> {
  /** The WebSocket subprotocol to speak. */
  readonly protocol: string
}

/** The answer to a request whose status was 200 to 206. */
export interface Response {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Decoded (gzip undone) bytes; throws when the connection is cut before the end. */
  chunks(): AsyncIterable<Uint8Array>
  /** The whole body as text; throws when the connection is cut before the end. */
  text(): Promise<string>
}

/** Sends requests to one API server as one user (client-go's rest.Interface). */
export interface RESTClient {
  /** The server's address without a trailing slash, as the user gave it, for messages. */
  readonly host: string
  /**
   * Sends the request, retrying as client-go does. Throws `StatusError` for an answer outside 200-206
   * and `ConnectionError` when there is no answer. A body that is larger than a few megabytes or never
   * ends must be read, or given up with the request's signal: until then the request is in flight.
   */
  send(request: Request): Promise<Response>
  /**
   * Opens a WebSocket connection as the same user, by the same ways. Throws an `UpgradeError` when the server
   * answers but does not want it, and `ConnectionError` when there is no answer.
   */
  openWebSocket(request: UpgradeRequest): Promise<WebSocketConnection>
  /** Reads what the requests will need. Throws a `ConfigurationError` for files that are missing or make no sense. */
  prepare?(): Promise<void>
  /**
   * Begins to connect, for a caller who will have a request in a few milliseconds. Says nothing and throws nothing:
   * what goes wrong is thrown by the request.
   */
  warm?(): void
  /** Closes the connections so that the process can end. */
  close(): void
}
