import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseTokenText } from "../contract/token-text.ts";
import { keyCode } from "../sealed-box/key-code.ts";
import { makeBoxKey } from "../sealed-box/sealed-box.ts";
import type { Tools } from "./command.ts";
import { failure } from "./failure.ts";
import { openInBrowser } from "./open-in-browser.ts";

/** Milliseconds. */
const PATIENCE = 10 * 60 * 1000;
const PAGE = "/cli-login";

interface Asking {
  readonly url: string;
  /** How long the token is to last; the person may choose less or more. */
  readonly ttl: string;
  /** Whether a browser on this machine can be sent back here (RFC 8252 section 7.3); else the person brings the answer. */
  readonly isHere: boolean;
}

/**
 * Has a person sign in in a browser and make a token for this program there, sealed for a key that is made for this alone:
 * what comes back opens nowhere else, so neither the browser's history nor whoever looks over a shoulder has a token.
 * @returns the token's text
 * @throws Failure `cancelled` when nobody does within ten minutes, or somebody refuses
 */
export async function signInByBrowser(tools: Tools, { url, ttl, isHere }: Asking): Promise<string> {
  const key = makeBoxKey();
  const asked = { key: key.publicKey, name: hostname(), ttl };
  const sealed = isHere ? await sealedByLoopback(tools, url, asked) : await sealedByHand(tools, url, asked);
  const token = key.open(sealed.trim());
  if (token !== undefined && parseTokenText(token)) return token;
  throw failure(
    "error",
    "what came back from the browser is not sealed for this program",
    "run `jeton login` again, and use the address that it prints",
  );
}

type Asked = Readonly<Record<"key" | "name" | "ttl", string>>;

function addressOf(url: string, asked: Readonly<Record<string, string>>): string {
  return `${url.replace(/\/+$/, "")}${PAGE}?${new URLSearchParams(asked).toString()}`;
}

function say({ terminal }: Tools, address: string, { key }: Asked): void {
  terminal.err(`Sign in at\n\n  ${address}\n\nwhere this code must be shown: ${keyCode(key)}\n\n`);
}

/** A code that the page shows, typed or pasted here. */
async function sealedByHand(tools: Tools, url: string, asked: Asked): Promise<string> {
  const { terminal } = tools;
  say(tools, addressOf(url, asked), asked);
  if (!terminal.canAsk) return await terminal.readInput();
  const prompts = await import("@clack/prompts");
  const answer = await prompts.text({ message: "What the page shows then", output: process.stderr });
  if (prompts.isCancel(answer) || answer === undefined) throw failure("cancelled", "cancelled");
  return answer;
}

/** The browser comes back by itself to a port that is open for as long, on this machine alone. */
async function sealedByLoopback(tools: Tools, url: string, asked: Asked): Promise<string> {
  const state = crypto.randomUUID();
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const server = createServer((request, response) => {
    const answer = answerIn(request, state);
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    // Back to the server's own page, so that what was sent here stays in no address bar.
    const shown = addressOf(url, answer.sealed === undefined ? { refused: "true" } : { done: "true" });
    response.writeHead(303, { location: shown, "cache-control": "no-store" }).end();
    resolve(answer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const over = new AbortController();
  try {
    const address = addressOf(url, { ...asked, port: String(port), state });
    say(tools, address, asked);
    openInBrowser(tools.terminal.env, address);
    const { sealed } = await Promise.race([promise, tooLate(tools, over.signal)]);
    if (sealed === undefined) throw failure("cancelled", "refused in the browser");
    return sealed;
  } finally {
    over.abort();
    server.close();
    server.closeIdleConnections();
  }
}

/** What somebody answered in the browser; a refusal brings nothing. */
interface Answer {
  readonly sealed?: string;
}

/** Of a request that the page sent here, which alone knows the state; other pages may send some, too. */
function answerIn({ method, url = "", headers, socket }: IncomingMessage, state: string): Answer | undefined {
  const { port } = socket.address() as AddressInfo;
  // By another name it would be a page of somebody else's whose name leads here.
  if (method !== "GET" || headers.host !== `127.0.0.1:${String(port)}`) return undefined;
  const asked = URL.parse(url, "http://127.0.0.1");
  const [given, wanted] = [Buffer.from(asked?.searchParams.get("state") ?? ""), Buffer.from(state)];
  if (asked?.pathname !== "/" || given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return undefined;
  const sealed = asked.searchParams.get("sealed");
  if (sealed !== null) return { sealed };
  return asked.searchParams.has("refused") ? {} : undefined;
}

async function tooLate({ signal }: Tools, over: AbortSignal): Promise<never> {
  await wait(PATIENCE, undefined, { signal: AbortSignal.any([signal, over]) }).catch(() => undefined);
  if (signal.aborted) throw failure("interrupted", "interrupted");
  throw failure("cancelled", "nobody signed in within ten minutes");
}
