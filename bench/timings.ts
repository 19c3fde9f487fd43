import * as actionStart from "./action-start.ts";
import * as cliStart from "./cli-start.ts";
import * as declarationPlan from "./declaration-plan.ts";
import { atMostMore, below, type Measured, ratioAtMost, timing } from "./figure.ts";
import type { Paired } from "./paired.ts";
import * as providerStart from "./provider-start.ts";
import * as serverStart from "./server-start.ts";
import * as synthesis from "./synthesis.ts";

type Timings = readonly (readonly [
  name: string,
  run: () => Promise<Paired>,
  goal: Parameters<typeof timing>[2],
])[];

const starts: Timings = [
  ["provider, script and bundles: start to handshake line", providerStart.run, ratioAtMost(2.2)],
  ["provider, executable: start to handshake line", providerStart.runExecutable, ratioAtMost(1)],
  ["Action: start to its first message", actionStart.run, ratioAtMost(2.3)],
  ["`jeton --version`, as distributed", cliStart.runVersion, atMostMore(60)],
  ["`jeton get tokens`, as distributed", cliStart.runGet, atMostMore(120)],
  ["server, as distributed: start to ready", serverStart.runBundle, below(500)],
  ["server, from source: start to ready", () => serverStart.run(), below(500)],
];

const declarations: Timings = [
  ["a plan of 1,000 new objects, SQLite", () => declarationPlan.run("new"), below(1000)],
  [
    "a plan of 1,000 objects that are as declared, SQLite",
    () => declarationPlan.run("unchanged"),
    below(1000),
  ],
  ["a plan of 1,000 new objects, PostgreSQL", () => declarationPlan.runOnPostgres("new"), below(1000)],
  [
    "a plan of 1,000 objects that are as declared, PostgreSQL",
    () => declarationPlan.runOnPostgres("unchanged"),
    below(1000),
  ],
  ["CDKTF: synthesis of 1,000 resources", synthesis.run, below(5000)],
];

async function measureAll(timings: Timings): Promise<Measured> {
  const figures = [];
  for (const [name, run, goal] of timings) figures.push(timing(name, await run(), goal));
  return { figures };
}

export async function measureStarts(): Promise<Measured> {
  const { figures } = await measureAll(starts);
  return { figures: [...figures, ...(await serverStart.measureMemory())] };
}
export const measureDeclarations = (): Promise<Measured> => measureAll(declarations);
