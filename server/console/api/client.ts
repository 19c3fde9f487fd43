import { type Client, createClient, type Send } from "../../contract/client.ts";
import { base } from "../environment.ts";
import { askForProof, countProofs } from "./identity-question.ts";

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

const direct = createClient({
  url: `${location.origin}${base}`,
  send,
  sleep: pause,
  random: () => Math.random(),
  newKey,
  userAgent: "jeton-console",
  managedBy: "console",
  maxRetries: 2,
});

/**
 * The API of the server that the page came from, as whoever is signed in. What it does only for who has just proved who
 * they are is asked for again once they have; and so is what was under way in the session that ended by it.
 */
export const client: Client = {
  ...direct,
  call: async (id, request, options) => {
    const before = countProofs();
    const result = await direct.call(id, request, options);
    if (result.type === "ok" || result.problem.status !== 401) return result;
    const isWanted = result.problem.code === "reauthentication_required";
    const isProven = isWanted ? await askForProof() : countProofs() !== before;
    return isProven ? direct.call(id, request, options) : result;
  },
};
