import type { ClientProblem } from "../contract/client.ts";
import { problems } from "../contract/problem.ts";
import { routes } from "../contract/routes.ts";
import { failure, failureOf } from "./failure.ts";
import type { Item } from "./output.ts";

/** A person's session, for as long as it takes to make a token in it. */
export interface PersonSession {
  readonly userId: string;
  readonly post: (id: "token.create", body: Item) => Promise<Item>;
  readonly end: () => Promise<void>;
}

interface Asking {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly signal: AbortSignal;
}

/**
 * Signs in as a browser does: sessions are of cookies alone, which the client of the API knows nothing of.
 * @throws Failure `unauthenticated` for a wrong password
 */
export async function openSession({ url, email, password, signal }: Asking): Promise<PersonSession> {
  const base = url.replace(/\/+$/, "");
  const { origin } = new URL(url);
  const ask = async (id: keyof typeof routes, cookie: string, body?: Item): Promise<Response> => {
    const { method, path } = routes[id];
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { origin, cookie, ...(body && { "content-type": "application/json" }) },
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => undefined);
    if (!response)
      throw failure("unavailable", `${origin} cannot be reached`, "check the URL and the network");
    if (response.ok) return response;
    throw refusalOf(await response.json().catch(() => undefined), response.status);
  };
  const opened = await ask("session.create", "", { email, password });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(";", 1)[0])
    .join("; ");
  const { user } = (await opened.json()) as { readonly user: { readonly id: string } };
  return {
    userId: user.id,
    post: async (id, body) => (await (await ask(id, cookie, body)).json()) as Item,
    end: async () => void (await ask("session.delete", cookie)),
  };
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
