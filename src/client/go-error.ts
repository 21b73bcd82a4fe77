import { DialError } from "./dial.ts";
import { joinHostPort } from "./server-url.ts";

interface SystemError {
  readonly code?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly message?: string;
  readonly errors?: readonly SystemError[];
  readonly cert?: { valid_from?: string; valid_to?: string; subjectaltname?: string };
}

/** Go's words for errno values (syscall package). */
const errnoText: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset by peer",
  ETIMEDOUT: "connection timed out",
  EHOSTUNREACH: "no route to host",
  ENETUNREACH: "network is unreachable",
  EADDRNOTAVAIL: "cannot assign requested address",
  EACCES: "permission denied",
  EPIPE: "broken pipe",
  ENOENT: "no such file or directory",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
};

/** os.ReadFile's error text: `open FILE: no such file or directory`. */
export function openError(file: string, error: unknown): Error {
  const { code, message } = error as SystemError;
  const verb = code === "EISDIR" ? "read" : "open";
  return new Error(`${verb} ${file}: ${errnoText[code ?? ""] ?? message}`);
}

/** What Go's net and crypto/tls packages would call this failure to connect, or to go on talking. */
export function goErrorText(error: unknown): string {
  if (error instanceof DialError) return dialText(error);
  const cause = unwrap(error);
  if (cause.code === "ECONNRESET") return "read: connection reset by peer";
  if (cause.code === "EPIPE") return "write: broken pipe";
  return tlsAlertText(cause) ?? errnoText[cause.code ?? ""] ?? cause.message ?? String(error);
}

function unwrap(error: unknown): SystemError {
  let current = error as SystemError & { cause?: unknown };
  while (typeof current.cause === "object" && current.cause !== null) current = current.cause;
  return current.errors?.[0] ?? current;
}

function dialText(error: DialError): string {
  const cause = unwrap(error);
  const { code } = cause;
  if (error.phase === "handshake" || isCertificateCode(code)) return handshakeText(cause, error);
  if (
    code === "ENOTFOUND" ||
    code === "EAI_AGAIN" ||
    code === "EAI_NODATA" ||
    code === "EAI_NONAME"
  ) {
    const reason = code === "EAI_AGAIN" ? "Temporary failure in name resolution" : "no such host";
    return `dial tcp: lookup ${error.hostname}: ${reason}`;
  }
  const address = joinHostPort(cause.address ?? error.hostname, cause.port ?? error.port);
  if (code === undefined) return `dial tcp ${address}: ${cause.message}`;
  return `dial tcp ${address}: connect: ${errnoText[code] ?? cause.message}`;
}

const certificateCodes: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate signed by unknown authority",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate signed by unknown authority",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate signed by unknown authority",
  UNABLE_TO_GET_ISSUER_CERT: "certificate signed by unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate signed by unknown authority",
  CERT_SIGNATURE_FAILURE: "certificate signed by unknown authority",
  CERT_UNTRUSTED: "certificate signed by unknown authority",
  INVALID_CA: "certificate signed by unknown authority",
  INVALID_PURPOSE: "certificate specifies an incompatible key usage",
  CERT_HAS_EXPIRED: "certificate has expired or is not yet valid",
  CERT_NOT_YET_VALID: "certificate has expired or is not yet valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "",
};

function isCertificateCode(code: string | undefined): boolean {
  return code !== undefined && certificateCodes[code] !== undefined;
}

function handshakeText(cause: SystemError, error: DialError): string {
  const { code } = cause;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return `tls: failed to verify certificate: x509: ${wrongNameText(cause, error.hostname)}`;
  }
  if (isCertificateCode(code))
    return `tls: failed to verify certificate: x509: ${certificateCodes[code!]}`;
  if (code === "ECONNRESET" || cause.message === "EOF") {
    return cause.message?.includes("secure TLS connection") || cause.message === "EOF"
      ? "EOF"
      : "read: connection reset by peer";
  }
  return tlsAlertText(cause) ?? cause.message ?? "";
}

/** crypto/x509's HostnameError. */
function wrongNameText(cause: SystemError, name: string): string {
  const names = (cause.cert?.subjectaltname ?? "").split(", ").filter((one) => one !== "");
  const isAddress = /^[\d.]+$|:/.test(name);
  const wanted = names.flatMap((one) => {
    const [kind, value] = [one.slice(0, one.indexOf(":")), one.slice(one.indexOf(":") + 1)];
    return kind === (isAddress ? "IP Address" : "DNS") ? [value] : [];
  });
  if (isAddress && wanted.length === 0) {
    return `cannot validate certificate for ${name} because it doesn't contain any IP SANs`;
  }
  if (wanted.length === 0)
    return `certificate is not valid for any names, but wanted to match ${name}`;
  return `certificate is valid for ${wanted.join(", ")}, not ${name}`;
}

/** An alert of the server, or bytes that are not TLS at all. */
function tlsAlertText(cause: SystemError): string | undefined {
  const text = `${cause.code ?? ""} ${cause.message ?? ""}`.toLowerCase();
  if (/wrong.version.number|packet.length.too.long|wrong_version/.test(text)) {
    return "tls: first record does not look like a TLS handshake";
  }
  const alert = /alert (?:number )?([a-z ]+?)(?::| \(|$)|alert_([a-z_]+)/.exec(text);
  if (alert === null) return undefined;
  return `remote error: tls: ${(alert[1] ?? alert[2]!).replaceAll("_", " ").trim()}`;
}
