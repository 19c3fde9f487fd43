import { type Reply, send } from "./http.ts";

/** Whose page a request comes from, as browsers say it. */
type Site = "same-origin" | "cross-site" | "none";

interface Cookie {
  readonly value: string;
  readonly attributes: readonly string[];
}

/** A browser as far as following links goes: it keeps cookies, and sends them where they belong. */
export interface Jar {
  readonly cookies: Map<string, Cookie>;
  /** Follows a link, as a person who reads what comes. */
  readonly follow: (
    path: string,
    from?: { readonly site?: Site; readonly accept?: string },
  ) => Promise<Reply>;
}

/** @param url of the server behind the public address that links are of */
export function openJar(url: string): Jar {
  const cookies = new Map<string, Cookie>();
  return {
    cookies,
    follow: async (path, { site = "same-origin", accept = "application/json" } = {}) => {
      const sent = [...cookies].filter(
        ([, { attributes }]) => site !== "cross-site" || !attributes.includes("SameSite=Strict"),
      );
      const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join("; ");
      const headers = { accept, "sec-fetch-site": site, ...(cookie !== "" && { cookie }) };
      const reply = await send(url, { path, headers });
      for (const line of [reply.headers["set-cookie"] ?? []].flat()) {
        const [pair = "", ...attributes] = line.split("; ");
        const name = pair.slice(0, pair.indexOf("="));
        if (attributes.includes("Max-Age=0")) cookies.delete(name);
        else cookies.set(name, { value: pair.slice(name.length + 1), attributes });
      }
      return reply;
    },
  };
}
