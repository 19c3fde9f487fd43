import { randomBytes } from "node:crypto";
import type { Environment } from "../../server/config/settings.ts";
import type { TestDatabase } from "./databases.ts";
import { send } from "./http.ts";
import { offlineCommand, type Told } from "./offline-command.ts";
import type { TestServer } from "./server.ts";

export const newSaltText = (): string => randomBytes(30).toString("base64url");

/** `jeton salt ...` in this process, on the database of the environment. */
export function saltCommand(
  args: readonly string[],
  env: Environment,
  { isInteractive = false } = {},
): Promise<Told> {
  return offlineCommand(["salt", ...args], env, { isInteractive });
}

/** A salt as `jeton salt status` lists it. */
interface Listed {
  readonly id: string;
  readonly state: string;
  readonly live: number;
}

/** What `jeton salt status` says, oldest first. */
export async function saltStatusOf(env: Environment): Promise<readonly Listed[]> {
  const { code, out, err } = await saltCommand(["status"], env);
  if (code !== 0) throw new Error(err);
  const [, ...lines] = out.trimEnd().split("\n");
  return lines.map((line) => {
    const [id = "", state = "", , live = ""] = line.split(/\s+/);
    return { id, state, live: Number(live) };
  });
}

/** Makes tokens of the role viewer; their texts. */
export async function makeTokens(
  server: Pick<TestServer, "create">,
  names: readonly string[],
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const name of names) {
    const made = await server.create("/v1/tokens", { role_id: "role_viewer", project: "system", name });
    texts.push(String(made["secret"]));
  }
  return texts;
}

/** How a server answers each of the tokens. */
export async function statusesOf(url: string, tokens: readonly string[]): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const token of tokens) statuses.push((await send(url, { path: "/v1/whoami", token })).status);
  return statuses;
}

/** The audit's actions on salts and tokens, with who did them. */
export async function auditedActions(database: Pick<TestDatabase, "sql">): Promise<readonly string[]> {
  const rows = await database.sql("select action, actor_type from audit_entries order by sequence");
  return rows.map((row) => `${String(row["actor_type"])} ${String(row["action"])}`);
}
