import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { holdRoleGraphs } from "../test/support/authorization/role-graphs.ts";
import { probeBadInput } from "../test/support/bad-input.ts";
import { dialects } from "../test/support/databases.ts";
import { holdDeclarations } from "../test/support/declared-histories.ts";
import { holdRenames } from "../test/support/declared-renames.ts";
import { sendGenerated } from "../test/support/generated-requests.ts";
import { letAttackersLoose } from "../test/support/no-gain.ts";
import { outboxKillRounds } from "../test/support/outbox-kill-rounds.ts";
import { startServer } from "../test/support/server.ts";
import { holdLifeOfTokens } from "../test/support/token-life.ts";
import { holdNoiseIsNoToken, holdTokenTexts } from "../test/support/token-texts.ts";
import { raceRevokes } from "../test/support/worker-races.ts";
import { spawnWorkers } from "../test/support/worker-servers.ts";
import { backUp } from "./soak-backup.ts";
import { run as fail, runOnDisks as failDisks } from "./soak-faults.ts";
import { killServers, killWriters } from "./soak-kill.ts";
import { run as race } from "./soak-races.ts";
import { run as restart } from "./soak-restarts.ts";
import { run as restore } from "./soak-restores.ts";
import { run as revoke } from "./soak-revokes.ts";
import { run as applyWithFaults } from "./soak-terraform.ts";

/**
 * `npm run soak [-- --seed N --only NAME]`: what the tests hold at a small count, for long. Prints its seed and exits 1 on
 * the first broken invariant.
 */
const parts: Readonly<Record<string, (seed: number) => Promise<string>>> = {
  "kill-server": async () => {
    const { acknowledged, databases } = await killServers(200);
    return `200 times kill -9 in a burst of mints on each of ${String(databases)} databases: ${String(acknowledged)} acknowledged tokens, all of them verify, none that was revoked does`;
  },
  "kill-writer": async () => {
    const { acknowledged, databases } = await killWriters(200);
    return `200 times kill -9 of a store's writer on each of ${String(databases)} databases: ${String(acknowledged)} acknowledged rows, none lost, chain intact`;
  },
  faults: async () => {
    const { faults, acknowledged, recovery } = await fail(10);
    return `${String(faults)} faults of PostgreSQL, its connections and the server: ${String(acknowledged)} acknowledged tokens, none lost or revived, chain intact, changes again after ${String(recovery)} ms at most`;
  },
  "disk-faults": async () => {
    const { faults, recovery } = await failDisks(10);
    return `${String(faults)} times a full disk or one that keeps nothing: none lost or revived, chain intact, changes again after ${String(recovery)} ms at most`;
  },
  "kill-outbox": async () => {
    let acknowledged = 0;
    for await (const round of outboxKillRounds(20)) {
      if (round.untold.length > 0 || round.forged > 0)
        throw new Error(`after kill -9: ${JSON.stringify(round)}`);
      ({ acknowledged } = round);
    }
    return `20 times kill -9 while a webhook is sent to: ${String(acknowledged)} acknowledged tokens, all of them told, signed`;
  },
  "rights-races": async () => {
    const { done, databases } = await race({ rounds: 80 });
    return `80 races of two servers on each of ${String(databases)} databases: ${String(done)} things given away, none after the right to it had ended`;
  },
  restore: async (seed) => {
    const decided = await restore({ runs: 60, seed });
    return `60 random histories, backed up on the way and restored with their journals: ${String(decided)} decisions, nothing revived`;
  },
  backup: async () => {
    const { rounds, backup, restore, megabytes } = await backUp(100_000);
    return `100,000 tokens backed up while clients mint and revoke, and restored, on ${String(rounds)} databases: a file of ${megabytes.toFixed(0)} MB in ${backup.seconds.toFixed(1)} s with ${backup.megabytes.toFixed(0)} MB of memory, restored in ${restore.seconds.toFixed(1)} s with ${restore.megabytes.toFixed(0)} MB, of one moment each`;
  },
  "revoke-races": async () => {
    const { accepted, latest } = await revoke({ rounds: 10_000 });
    return `10000 tokens revoked at one of three replicas and used at all of them, one deaf, half of them while connections to PostgreSQL end: ${String(accepted)} uses accepted after the acknowledgement, the last one ${String(Math.round(latest))} ms after it`;
  },
  "rolling-restarts": async () => {
    const requests = await restart({ replicas: 3, rounds: 50 });
    return `50 restarts, one after the other, of three replicas behind Caddy: ${String(requests)} requests, none failed`;
  },
  "worker-revokes": async () => {
    await using server = await spawnWorkers(3);
    const { verified, accepted } = await raceRevokes(server, 500);
    if (accepted > 0) throw new Error(`${String(accepted)} revoked tokens were accepted by a worker`);
    return `2000 revokes at three workers under load: ${String(verified)} verifications after them, none accepted`;
  },
  "bad-input": async (seed) => {
    await using server = await startServer();
    await probeBadInput(server, { runs: 500, seed });
    return "500 bad requests to each operation: no 5xx, nothing changed";
  },
  "generated-requests": async (seed) => {
    const start = () => startServer({ JETON_PUBLIC_URL: "https://jeton.test" });
    const { sent, statuses } = await sendGenerated(start, { count: 100_000, seed });
    const done = [...statuses].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
    return `${String(sent)} requests made from openapi.json: ${String(done)} done, the others refused, no 5xx and no reply that it does not have`;
  },
  "token-texts": async () => {
    const texts = holdTokenTexts(1_000_000);
    const noise = holdNoiseIsNoToken(10_000_000);
    return `${String(texts)} tokens parse, none twice, and as many with one wrong character do not; the scanner rule finds each, and none in ${String(noise)} characters of random base64`;
  },
  "token-life": async (seed) => {
    const histories = await holdLifeOfTokens(dialects[0]!, { runs: 2_000, seed });
    return `${String(histories)} histories of tokens, of up to 40 steps each, went as the model says`;
  },
  declarations: async (seed) => {
    const done = await holdDeclarations(dialects[0]!, { runs: 500, seed });
    const renamed = await holdRenames(dialects[0]!, { runs: 500, seed });
    return `500 histories of declarations: ${stepsIn(done)} outcomes, all of them the model's, and applied again nothing; 500 of renames: ${stepsIn(renamed)}, no object two documents'`;
  },
  "role-graphs": async (seed) => {
    const { asked } = await holdRoleGraphs(dialects[0]!, { runs: 10_000, seed });
    return `10000 random graphs of roles, bindings and tokens: ${String(asked)} answers, all of them the oracle's`;
  },
  "terraform-faults": async (seed) => {
    const { rounds, happened } = await applyWithFaults({ rounds: 70, seed });
    return `${String(rounds)} applies with a fault in them, of which ${String(happened)} came to it: the next ones mended all`;
  },
  "no-gain": async (seed) => {
    const done = await letAttackersLoose({ runs: 300, seed });
    return `300 attackers of 60 to 80 steps: ${stepsIn(done)} steps succeeded, no right gained`;
  },
  "no-gain-long": async (seed) => {
    const done = await letAttackersLoose({ runs: 20, length: 1000, seed });
    return `20 attackers of 1000 steps: ${stepsIn(done)} steps succeeded, no right gained`;
  },
};

function stepsIn(done: ReadonlyMap<string, number>): string {
  return String([...done.values()].reduce((sum, count) => sum + count, 0));
}

const { values } = parseArgs({ options: { seed: { type: "string" }, only: { type: "string" } } });
const seed = Number(values.seed ?? randomInt(2 ** 31));
console.log(`seed ${String(seed)}`);
for (const [name, run] of Object.entries(parts)) {
  if (values.only !== undefined && values.only !== name) continue;
  try {
    console.log(`${name}: ${await run(seed)}`);
  } catch (cause) {
    console.error(`${name}: BROKEN (seed ${String(seed)})`, cause);
    process.exitCode = 1;
    break;
  }
}
