import { certificatesIn } from "../network/certificates.ts";
import { isLoopback, type Proxies, readProxies } from "../network/proxies.ts";
import { createSend } from "../network/send.ts";
import type { Send } from "../server/contract/client.ts";

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

/**
 * The inputs over the environment's.
 * @throws Error for what is no address
 */
export function proxiesOf({ proxy = "", noProxy = "" }: Network, env: Env): Proxies {
  const given = proxy === "" ? {} : { http_proxy: proxy, https_proxy: proxy };
  const names = proxy === "" ? undefined : { proxy: () => "`proxy`", noProxy: "`no-proxy`" };
  return readProxies({ ...env, ...given, ...(noProxy !== "" && { no_proxy: noProxy }) }, names);
}

/** What is sent through these. */
export function sendThrough(proxies: Proxies): Send {
  return createSend({
    proxies,
    trusting:
      "give a private authority's certificate as `ca-certificate`, or name its file in NODE_EXTRA_CA_CERTS of the runner",
  });
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
  return certificatesIn(text, "`ca-certificate`").join("\n");
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
  throw new Error("GITHUB_API_URL is not an https address, so no token of GitHub is sent there.");
}
