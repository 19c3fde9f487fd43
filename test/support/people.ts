import { type Browser, openBrowser } from "./browser.ts";
import type { OperationWorld } from "./operation-world.ts";

export const PASSWORD = "a horse, of course";

/** A person with a password, and what they hold. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

/** A user with a password, bound to a role at a project (the system unless it is said) when one is given. */
export async function makePerson(
  world: OperationWorld,
  { role, project = "system", ...rest }: { role?: string; project?: string; display_name?: string } = {},
): Promise<Person> {
  const email = `${world.unused("ann")}@example.com`;
  const { id } = await world.make("/v1/users", { email, password: PASSWORD, ...rest });
  if (role !== undefined) await world.make("/v1/role-bindings", { role_id: role, user_id: id, project });
  return { id: String(id), email, password: PASSWORD };
}

/** The browser of somebody who signed in. */
export async function signedIn(
  world: OperationWorld,
  person: Pick<Person, "email" | "password">,
): Promise<Browser> {
  const browser = openBrowser(world.url);
  const reply = await browser.signIn(person);
  if (reply.status !== 200) throw new Error(`${String(reply.status)} ${reply.text}`);
  return browser;
}
