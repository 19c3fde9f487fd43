import { portOf } from "./proxies.ts";

/** What a request was about, for messages. */
export interface About {
  readonly url: URL;
  /** The proxy it went through. */
  readonly proxy: string | undefined;
  /** What to look at when that does not do. */
  readonly advice: string;
  /** How to have another authority trusted. */
  readonly trusting: string;
}

/** What OpenSSL says of a chain that ends at nobody it knows (X509_STORE_CTX_get_error(3)). */
const UNKNOWN_AUTHORITY =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE))$/;

export function isOfUnknownAuthority(error: unknown): boolean {
  return UNKNOWN_AUTHORITY.test(codeOf(error));
}

/**
 * The same error with what to do. Node says what is wrong with a certificate or a proxy and no more; of a proxy it says its
 * password too.
 */
export function explained(error: Error, about: About): Error {
  const text = ofTls(error, about) ?? ofProxy(error, about);
  return text === undefined ? error : new Error(text);
}

const VALIDITY: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "its certificate has expired; renew it, or set this machine's clock",
  CERT_NOT_YET_VALID: "its certificate is not valid yet; set this machine's clock, or wait",
};

function ofTls(error: Error, { url, trusting }: About): string | undefined {
  const code = codeOf(error);
  const validity = VALIDITY[code];
  if (validity !== undefined) return validity;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return `its certificate is another host's (${error.message}); name the host in the address as the certificate does`;
  }
  if (/CERT|SIGNATURE|ISSUER/.test(code)) {
    // Node goes on with an option of its own, which whoever runs this cannot give.
    const [reason] = error.message.split(/;\s/);
    return `its certificate is not trusted (${String(reason)}); ${trusting}`;
  }
  if (/^(EPROTO|ERR_SSL_.*)$/.test(code) && /wrong.version.number|packet.length/i.test(error.message)) {
    return `it does not speak TLS at port ${portOf(url)}; check the port, and whether the address is to begin with https`;
  }
  if (code.startsWith("HPE_")) {
    return `it does not speak HTTP at port ${portOf(url)} (${error.message}); check the port, and whether the address is to begin with https`;
  }
  return undefined;
}

function ofProxy(error: Error, { url, proxy, advice }: About): string | undefined {
  if (codeOf(error) === "ERR_PROXY_TUNNEL") {
    const { statusCode } = error as { readonly statusCode?: number };
    const status = statusCode === undefined ? "" : ` (status ${String(statusCode)})`;
    return statusCode === 407
      ? `the proxy wants a user and a password${status}: write them into its address; ${advice}`
      : `the proxy refuses to pass it on${status}; ${advice}`;
  }
  return proxy !== undefined && isOf(new URL(proxy), error, url)
    ? `its proxy cannot be: ${error.message}; ${advice}`
    : undefined;
}

/** Whether an error is about the connection to a proxy, and not to a host that needs none. */
function isOf(proxy: URL, error: Error, url: URL): boolean {
  const { hostname, port } = error as { readonly hostname?: string; readonly port?: number };
  if (hostname !== undefined) return hostname === proxy.hostname && hostname !== url.hostname;
  return port === Number(portOf(proxy)) && port !== Number(portOf(url));
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === "string" ? code : "";
}
