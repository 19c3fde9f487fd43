import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Environment } from "../../server/config/settings.ts";
import { openStore } from "../../server/store/open-store.ts";
import { startMinting, wholeAudit } from "./minting.ts";
import { secretRow, tokenRow } from "./rows.ts";
import { runJeton, spawnServer } from "./spawned-server.ts";
import { storeOptions, testActor, testEntry } from "./stores.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

/** What a command took. */
interface Taken {
  readonly seconds: number;
  /** The most memory that its process ever had. */
  readonly megabytes: number;
}

interface LargeBackup {
  readonly backup: Taken;
  readonly restore: Taken;
  readonly megabytes: number;
  /** Tokens that clients made until the backup was begun, and until it was done. */
  readonly minted: readonly [number, number];
  /** What is in the restored database and does not belong together; nothing, as it should be. */
  readonly broken: readonly string[];
}

const SECRETS: Environment = {
  JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
  JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-with-enough-characters",
};

/** Backs up a database with so many tokens while clients mint and revoke on, and restores it into another one. */
export async function backUpLarge(
  [from, to]: readonly [string, string],
  tokens: number,
): Promise<LargeBackup> {
  using folder = temporaryFolder();
  const file = path.join(folder.path, "backup");
  await using server = await spawnServer({ env: { ...SECRETS, JETON_DATABASE_URL: from } });
  await fill(from, tokens);
  const minting = startMinting(() => server.url, server.token);
  await until("mints", () => minting.acknowledged() > 5);
  const before = minting.acknowledged();
  const backup = await taken(["backup", "--to", file], { ...SECRETS, JETON_DATABASE_URL: from });
  await until("mints after it", () => minting.acknowledged() > before + 5);
  const { live, revoked, wrong } = await minting.stop();
  const restore = await taken(["restore", file], { ...SECRETS, JETON_DATABASE_URL: to });
  const { made, broken } = await lookAt(to, tokens);
  const after = live.length + revoked.length;
  const lost =
    made >= before ? [] : [`${String(before)} were acknowledged before it, and it has ${String(made)}`];
  return {
    backup,
    restore,
    megabytes: statSync(file).size / 1e6,
    minted: [before, after],
    broken: [...wrong, ...lost, ...broken],
  };
}

/** Tokens with a secret each, a thousand in a transaction. */
async function fill(url: string, count: number): Promise<void> {
  const store = await openStore(url, storeOptions);
  for (let start = 0; start < count; start += 1000) {
    const ids = Array.from(
      { length: Math.min(1000, count - start) },
      (_, index) => `filled_${String(start + index)}`,
    );
    await store.write(testActor, async (rows) => {
      await rows.tokens.insertAll(ids.map((id) => tokenRow({ id: `tok_${id}`, name: id })));
      await rows.secrets.insertAll(ids.map((id) => secretRow({ id, token_id: `tok_${id}` })));
      return { result: undefined, entries: [testEntry()] };
    });
  }
  await store.close();
}

/** @throws Error with what it said when it failed */
async function taken(args: readonly string[], env: Environment): Promise<Taken> {
  const start = performance.now();
  const run = runJeton(args, env);
  let isEnded = false;
  void run.ended.then(() => (isEnded = true));
  let kilobytes = 0;
  for (; !isEnded; await setTimeout(20)) kilobytes = peakOf(run.process.pid) ?? kilobytes;
  const { code, stderr } = await run.ended;
  if (code !== 0) throw new Error(`jeton ${args.join(" ")}: ${String(code)} ${stderr}`);
  return { seconds: (performance.now() - start) / 1000, megabytes: kilobytes / 1024 };
}

/** In kilobytes; undefined where the process has ended, or the system does not tell (proc(5)). */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, peak] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8")) ?? [];
    return peak === undefined ? undefined : Number(peak);
  } catch {
    return undefined;
  }
}

/** Whether each token is there with its secret and its entries, as of one moment. */
async function lookAt(
  url: string,
  filled: number,
): Promise<{ readonly made: number; readonly broken: readonly string[] }> {
  const store = await openStore(url, storeOptions);
  try {
    const entries = await wholeAudit(store);
    const told = (action: string): number => entries.filter((entry) => entry.action === action).length;
    const tokens = await store.read.tokens.count({});
    const counts = {
      "tokens and entries of their making": [tokens - filled, told("token.create")],
      "tokens and secrets": [tokens, await store.read.secrets.count({})],
      "revoked ones and entries of it": [
        await store.read.tokens.count({ revoked_at: { not: null } }),
        told("token.revoke"),
      ],
    };
    const broken = Object.entries(counts).flatMap(([what, [one, other]]) =>
      one === other ? [] : [`${what}: ${String(one)} and ${String(other)}`],
    );
    // The first one is nobody's that mints.
    return { made: tokens - filled - 1, broken };
  } finally {
    await store.close();
  }
}
