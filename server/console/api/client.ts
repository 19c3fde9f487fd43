import { type Client, createClient, type Send } from "../../contract/client.ts";
import { base } from "../environment.ts";

const send: Send = async ({ method, url, headers, body, signal }) => {
  // The session's cookie goes along by itself; nothing that comes back is kept by the browser.
  const reply = await fetch(url, {
    method,
    headers,
    ...(body !== undefined && { body }),
    signal,
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
  });
  return {
    status: reply.status,
    header: (name) => reply.headers.get(name) ?? undefined,
    text: await reply.text(),
  };
};

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    resolve(undefined);
  }, milliseconds);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(new Error("interrupted"));
  });
  return promise;
}

/** `crypto.randomUUID` is there on https alone, and people try Jeton out on plain http. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** The API of the server that the page came from, as whoever is signed in. */
export const client: Client = createClient({
  url: `${location.origin}${base}`,
  send,
  sleep: pause,
  random: () => Math.random(),
  newKey,
  userAgent: "jeton-console",
  managedBy: "console",
  maxRetries: 2,
});
