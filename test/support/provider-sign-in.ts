import { type Jar, openJar } from "./cookie-jar.ts";
import { type Reply, send } from "./http.ts";
import type { LoginProvider } from "./login-provider.ts";
import type { OperationWorld } from "./operation-world.ts";

type Json = Readonly<Record<string, unknown>>;

/** Makes an identity provider of one that runs; its name. */
export async function makeProvider(
  world: Pick<OperationWorld, "make" | "unused">,
  provider: LoginProvider,
  over: Json = {},
): Promise<{ readonly name: string; readonly path: string }> {
  const { id, secret } = provider.client;
  const name = world.unused("login");
  const body = { name, issuer: provider.url, client_id: id, client_secret: secret, ...over };
  await world.make("/v1/identity-providers", body);
  return { name, path: `/v1/identity-providers/${name}` };
}

/** Says which user somebody is who signs in there. */
export async function linkPerson(
  world: Pick<OperationWorld, "make" | "unused">,
  provider: LoginProvider,
  subject: string,
): Promise<string> {
  const { id } = await world.make("/v1/users", { email: `${world.unused("ann")}@example.com` });
  await world.make("/v1/user-identities", { user_id: id, issuer: provider.url, subject });
  return String(id);
}

/** Where a redirect leads. */
export function target(reply: Reply): URL {
  if (reply.status !== 303 && reply.status !== 302) throw new Error(`${String(reply.status)} ${reply.text}`);
  return new URL(String(reply.headers["location"]));
}

/** Begins at Jeton, and goes on at the provider; the path it sends back to. */
export async function toCallback(jar: Jar, name: string, returnTo?: string): Promise<string> {
  const query = returnTo === undefined ? "" : `&return_to=${encodeURIComponent(returnTo)}`;
  const there = target(await jar.follow(`/v1/session:begin?provider=${name}${query}`));
  const back = target(await send(there.origin, { path: `${there.pathname}${there.search}` }));
  return `${back.pathname}${back.search}`;
}

/** The whole way, in a browser of its own or one that is given. */
export async function signInThrough(
  world: Pick<OperationWorld, "url">,
  name: string,
  jar = openJar(world.url),
): Promise<{ readonly jar: Jar; readonly reply: Reply }> {
  const back = await toCallback(jar, name);
  return { jar, reply: await jar.follow(back, { site: "cross-site" }) };
}
