import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as actionStart from "./action-start.ts";
import * as cliStart from "./cli-start.ts";
import * as declarationPlan from "./declaration-plan.ts";
import type { Paired } from "./paired.ts";
import * as providerStart from "./provider-start.ts";
import * as serverStart from "./server-start.ts";
import * as synthesis from "./synthesis.ts";

/** `npm run bench`: timings against `node -e 0` in the same run. Compare the ratios; milliseconds depend on the machine. */
const timings: Readonly<Record<string, { readonly run: () => Promise<Paired>; readonly goal: string }>> = {
  "provider, script and bundles: start to handshake line": { run: providerStart.run, goal: "at most 2.2x" },
  "provider, executable: start to handshake line": {
    run: providerStart.runExecutable,
    goal: "at most 1x",
  },
  "Action: start to its first message": { run: actionStart.run, goal: "at most 2.3x" },
  "jeton --version, as distributed": { run: cliStart.runVersion, goal: "at most 60 ms more" },
  "jeton get tokens, as distributed": { run: cliStart.runGet, goal: "at most 120 ms more" },
  "server, as distributed: start to ready": { run: serverStart.runBundle, goal: "below 500 ms" },
  "a plan of 1,000 new objects, SQLite": { run: () => declarationPlan.run("new"), goal: "below 1 s" },
  "a plan of 1,000 objects that are as declared, SQLite": {
    run: () => declarationPlan.run("unchanged"),
    goal: "below 1 s",
  },
  "a plan of 1,000 new objects, PostgreSQL": {
    run: () => declarationPlan.runOnPostgres("new"),
    goal: "below 1 s",
  },
  "a plan of 1,000 objects that are as declared, PostgreSQL": {
    run: () => declarationPlan.runOnPostgres("unchanged"),
    goal: "below 1 s",
  },
  "server, from source: start to ready": { run: () => serverStart.run(), goal: "below 500 ms" },
  "CDKTF: 1,000 resources": { run: synthesis.run, goal: "below 5 s" },
};

execFileSync(process.execPath, [fileURLToPath(new URL("../tools/build.ts", import.meta.url))]);
for (const [name, { run, goal }] of Object.entries(timings)) {
  const { measured, against, ratio } = await run();
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  console.log(
    `${name}: ${ratio.toFixed(2)}x of bare node (${ms(measured.median)} against ${ms(against.median)}; ` +
      `least ${ms(measured.least)} against ${ms(against.least)}); goal ${goal}`,
  );
}

console.log(
  "provider: CPU of all its processes; goal at most 1.50 ms for each resource more, and below 150 MB",
);
execFileSync(process.execPath, [fileURLToPath(new URL("provider-slope.ts", import.meta.url))], {
  stdio: "inherit",
});
