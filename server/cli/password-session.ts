import type { ClientProblem, Send } from "../contract/client.ts";
import { problems } from "../contract/problem.ts";
import { routes } from "../contract/routes.ts";
import type { Tools } from "./command.ts";
import { failure, failureOf } from "./failure.ts";
import type { Item } from "./output.ts";

type Answer = Awaited<ReturnType<Send>>;

/** What is typed once opens everything: it goes to nobody who listens on the way. */
export function demandPrivate(url: string): void {
  const { protocol, hostname: host } = new URL(url);
  if (protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host)) return;
  throw failure(
    "usage",
    "people sign in only over https, or to this very machine",
    "give the URL with https://",
  );
}

export async function askPerson(
  { terminal }: Pick<Tools, "terminal">,
  kind: "text" | "password",
  message: string,
): Promise<string> {
  if (!terminal.canAsk) {
    throw failure("cancelled", "nobody is here to be asked", "give --email and --password-stdin");
  }
  const prompts = await import("@clack/prompts");
  const answer = await prompts[kind]({ message, output: process.stderr });
  if (prompts.isCancel(answer) || answer === undefined || answer === "")
    throw failure("cancelled", "cancelled");
  return answer;
}

/** A person's session, for as long as it takes to make a token in it. */
export interface PersonSession {
  readonly userId: string;
  readonly post: (id: "token.create" | "session.change-password", body: Item) => Promise<Item>;
  readonly end: () => Promise<void>;
}

interface Asking {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly send: Send;
  readonly signal: AbortSignal;
}

const MOST_WAIT = 30_000;

/**
 * Signs in as a browser does: sessions are of cookies alone, which the client of the API knows nothing of.
 * @throws Failure `unauthenticated` for a wrong password
 */
export async function openSession({ url, email, password, send, signal }: Asking): Promise<PersonSession> {
  const base = url.replace(/\/+$/, "");
  const { origin } = new URL(url);
  const ask = async (id: keyof typeof routes, cookie: string, body?: Item): Promise<Answer> => {
    const { method, path } = routes[id];
    const answer = await send({
      method,
      url: `${base}${path}`,
      headers: { origin, cookie, ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(MOST_WAIT)]),
    }).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : "no answer";
      throw failure("unavailable", `${origin} cannot be reached: ${why}`, "check the URL and the network");
    });
    if (answer.status < 300) return answer;
    throw refusalOf(bodyOf(answer), answer.status);
  };
  const opened = await ask("session.create", "", { email, password });
  // One cookie is set, of which only the name and the value are sent back.
  const [cookie = ""] = opened.header("set-cookie")?.split(";", 1) ?? [];
  const { user } = bodyOf(opened) as { readonly user: { readonly id: string } };
  return {
    userId: user.id,
    post: async (id, body) => bodyOf(await ask(id, cookie, body)) as Item,
    end: async () => void (await ask("session.delete", cookie)),
  };
}

function bodyOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(body: unknown, status: number): ReturnType<typeof failure> {
  const isProblem =
    typeof body === "object" && body !== null && "code" in body && String(body.code) in problems;
  // Its code is one of the table's, which says what it is.
  if (isProblem) return failureOf(body as ClientProblem);
  return failure(
    "error",
    `the server answered ${String(status)}`,
    "check that the URL is that of a Jeton server",
  );
}
