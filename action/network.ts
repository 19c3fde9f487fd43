import { X509Certificate } from "node:crypto";

type Env = Readonly<Record<string, string | undefined>>;

/** How the network is reached: what the inputs say, and for what they do not, the environment. */
export interface Network {
  /** `proxy`: for http and https alike. */
  readonly proxy?: string | undefined;
  /** `no-proxy`: hosts that need none. */
  readonly noProxy?: string | undefined;
  /** `ca-certificate`: authorities trusted besides those that Node.js trusts, in PEM. */
  readonly ca?: string | undefined;
}

/** The proxies to take, as Node.js reads them, and what messages call them. */
export interface Proxies {
  readonly variables: Readonly<Record<string, string>>;
  readonly nameOf: (protocol: string) => string;
}

/**
 * Node takes no notice of a proxy without a scheme, where other programs add `http://`.
 * @throws Error for what is no address
 */
export function readProxies({ proxy = "", noProxy = "" }: Network, env: Env): Proxies {
  const read = (name: string): string => env[name] || env[name.toUpperCase()] || "";
  const nameOf = (protocol: string): string =>
    proxy === "" ? `${protocol.replace(":", "").toUpperCase()}_PROXY` : "`proxy`";
  const address = (protocol: string): string => {
    const text = proxy || read(`${protocol}_proxy`);
    const url = text === "" || text.includes("://") ? text : `http://${text}`;
    if (url !== "" && !URL.canParse(url))
      throw new Error(`${nameOf(protocol)} is not the address of a proxy.`);
    return url;
  };
  const variables = {
    http_proxy: address("http"),
    https_proxy: address("https"),
    no_proxy: noProxy || read("no_proxy"),
  };
  return {
    variables: Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== "")),
    nameOf,
  };
}

/** The passwords in the addresses of proxies, as they are there and as they are meant. */
export function proxyPasswords({ variables }: Proxies): readonly string[] {
  return Object.values(variables).flatMap((address) => {
    const password = URL.parse(address)?.password ?? "";
    return password === "" ? [] : [password, decoded(password)];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The certificates of `ca-certificate`, which holds them or names their file.
 * @throws Error saying what is wrong with them, without showing any of it
 */
export async function readCertificates(
  input: string,
  readFile: (path: string) => Promise<string>,
): Promise<string | undefined> {
  if (input === "") return undefined;
  const isText = input.includes("-----BEGIN ");
  const text = isText
    ? input
    : await readFile(input).catch(() => {
        throw new Error("`ca-certificate` is neither a certificate in PEM nor a file that can be read.");
      });
  if (text.includes("PRIVATE KEY-----")) {
    throw new Error("`ca-certificate` holds a private key. Give the certificate alone, and replace the key.");
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    throw new Error("`ca-certificate` must be one or more certificates in PEM, or the name of their file.");
  }
  return certificates.join("\n");
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== "";
  } catch {
    return false;
  }
}

/**
 * GitHub's API, as the runner names it.
 * @throws Error when everybody on the way to it could read the credential
 */
export function readApiUrl(env: Env): string {
  const text = env["GITHUB_API_URL"] || "https://api.github.com";
  const url = URL.parse(text);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) {
    return text.replace(/\/+$/, "");
  }
  throw new Error("GITHUB_API_URL is not an https address, so `secrets-token` is not sent there.");
}

/** A proxy could not mean this machine; the runner's own client never asks one either. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
