import { type Reply, send, type Sent } from "./http.ts";

/** What a person's browser does for the console: it keeps a cookie, and says where its requests come from. */
export interface Browser {
  /** As the browser sends it; undefined for none. */
  readonly cookie: () => string | undefined;
  /** The text of the session that the cookie holds. */
  readonly text: () => string;
  readonly send: (request: Sent) => Promise<Reply>;
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<Reply>;
}

export const SESSION = "/v1/session";
/** Of a server that has a public URL. */
export const COOKIE = "__Host-jeton_session";

/** @param kept a cookie it has from before */
export function openBrowser(url: string, kept?: string): Browser {
  let cookie = kept;
  const browser: Browser = {
    cookie: () => cookie,
    text: () => cookie?.split("=")[1] ?? "",
    send: async ({ headers, ...request }) => {
      const own = { "sec-fetch-site": "same-origin", ...(cookie !== undefined && { cookie }) };
      const reply = await send(url, { ...request, headers: { ...own, ...headers } });
      const [set] = reply.headers["set-cookie"] ?? [];
      const [pair = ""] = set?.split(";") ?? [];
      if (set !== undefined) cookie = set.includes("Max-Age=0") ? undefined : pair;
      return reply;
    },
    signIn: ({ email, password }) =>
      browser.send({ method: "POST", path: SESSION, body: { email, password } }),
  };
  return browser;
}
