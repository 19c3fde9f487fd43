import { BlockList, isIP } from "node:net";

type Env = Readonly<Record<string, string | undefined>>;

/** The proxies to take. */
export interface Proxies {
  /** As Node's agents read them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether a server is reached without any. */
  readonly isDirect: (url: URL) => boolean;
  /** What to look at when a proxy does not do. */
  readonly advice: (url: URL) => string;
}

/** Where proxies are named, for messages. */
export interface Names {
  readonly proxy: (protocol: string) => string;
  readonly noProxy: string;
}

const variableNames: Names = {
  proxy: (protocol) => `${protocol.toUpperCase()}_PROXY`,
  noProxy: "NO_PROXY",
};

/**
 * Of HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in small letters first. Node takes no notice of a proxy without a scheme, where
 * other programs add `http://`.
 * @throws Error for what is no address
 */
export function readProxies(env: Env, names: Names = variableNames): Proxies {
  const read = (name: string): string => env[name] || env[name.toUpperCase()] || "";
  const address = (protocol: string): string => {
    const text = read(`${protocol}_proxy`);
    const url = text === "" || text.includes("://") ? text : `http://${text}`;
    if (url !== "" && !URL.canParse(url))
      throw new Error(`${names.proxy(protocol)} is not the address of a proxy.`);
    return url;
  };
  const variables = { http_proxy: address("http"), https_proxy: address("https") };
  const exceptions = read("no_proxy")
    .split(/[\s,]+/)
    .filter((one) => one !== "");
  return {
    variables: Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== "")),
    isDirect: (url) => isLoopback(url.hostname) || exceptions.some((one) => isMeant(url, one.toLowerCase())),
    advice: (url) =>
      `check ${names.proxy(url.protocol.replace(":", ""))}, or name ${url.hostname} in ${names.noProxy}`,
  };
}

/** The passwords in the addresses of proxies, as they are there and as they are meant. */
export function proxyPasswords({ variables }: Pick<Proxies, "variables">): readonly string[] {
  return Object.values(variables).flatMap((address) => {
    const password = URL.parse(address)?.password ?? "";
    return password === "" ? [] : [password, decoded(password)];
  });
}

/** A proxy could not mean this machine; other programs never ask one for it either. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}

/**
 * As Go's programs read NO_PROXY, Terraform among them (golang.org/x/net/http/httpproxy): `*`, a name with all beneath it, a
 * name with a dot before it for what is beneath alone, an address or a range of them; a port may follow a name or address.
 */
function isMeant(url: URL, exception: string): boolean {
  if (exception === "*") return true;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const [range, prefix] = exception.split("/");
  if (prefix !== undefined) return isWithin(host, range ?? "", Number(prefix));
  const [, name = exception, port] = /^(.*[^:]|\[.*\]):(\d+)$/.exec(exception) ?? [];
  if (port !== undefined && isIP(exception) === 0 && port !== portOf(url)) return false;
  const wanted = (isIP(exception) === 0 ? name : exception).replace(/^\[|\]$/g, "").replace(/^\*\./, ".");
  return wanted.startsWith(".") ? host.endsWith(wanted) : host === wanted || host.endsWith(`.${wanted}`);
}

function isWithin(host: string, range: string, prefix: number): boolean {
  const family = isIP(range);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || isIP(host) !== family || !(prefix >= 0 && prefix <= most)) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(range, prefix, kind);
  return list.check(host, kind);
}

export function portOf({ port, protocol }: URL): string {
  return port || (protocol === "https:" ? "443" : "80");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
