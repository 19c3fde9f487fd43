import { MOST_DECLARED } from "../server/contract/declared.ts";
import { requestTo, team } from "../test/support/declaring.ts";
import { startServer, type TestServer } from "../test/support/server.ts";
import { findPostgres, startPostgres } from "../test/support/postgres.ts";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const documents = Array.from({ length: MOST_DECLARED / 10 }, (_, index) =>
  team(`shop.team-${String(index)}`),
).flat();

/** From a request that plans as many objects as one may to its reply: all of them new, or all of them as they are declared. */
export async function run(
  kind: "new" | "unchanged",
  env: Readonly<Record<string, string>> = {},
): Promise<Paired> {
  await using server = await startServer({ JETON_PUBLIC_URL: "https://jeton.test", ...env });
  await server.create("/v1/projects", { name: "shop" });
  const actions = [{ name: "view", access: "read" }];
  await server.create("/v1/resource-types", { name: "flow", actions });
  if (kind === "unchanged") await carryOut(server, "apply");
  const planning = async (): Promise<number> => {
    const start = performance.now();
    await carryOut(server, "plan");
    return performance.now() - start;
  };
  return await paired(planning, () => timeNode(), 7);
}

/** The same on PostgreSQL. */
export async function runOnPostgres(kind: "new" | "unchanged"): Promise<Paired> {
  const bin = await findPostgres();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const cluster = await startPostgres(bin);
  try {
    return await run(kind, {
      JETON_DATABASE_URL: cluster.url,
      JETON_TOKEN_SALT: "a-salt-of-benches-with-enough-characters",
      JETON_ENCRYPTION_KEY: "an-encryption-key-of-benches-with-enough-characters",
    });
  } finally {
    await cluster.stop();
  }
}

async function carryOut(server: TestServer, verb: "plan" | "apply"): Promise<void> {
  const reply = await server.send(requestTo(verb, { name: "teams", documents }));
  if (reply.status !== 200) throw new Error(`${verb}: ${reply.text.slice(0, 1000)}`);
}
