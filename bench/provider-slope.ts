import { parseArgs } from "node:util";
import { type Cost, commands, type Costs, costOf } from "./provider-cost.ts";

/**
 * `node bench/provider-slope.ts [COUNT COUNT ...]`: what the built provider costs for each resource more, by command, with the
 * real terraform and a real server; 100 and 1,000 resources by default. CPU of a machine that others use too is only
 * comparable within one run: a Node.js that does nothing is told beside it.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const counts = positionals.length > 1 ? positionals.map(Number) : [100, 1_000];
const runs: (readonly [number, Costs])[] = [];
for (const count of counts) {
  const costs = await costOf(count);
  for (const command of commands)
    console.log(`${String(count)} resources, ${command}: ${text(costs[command])}`);
  runs.push([count, costs]);
}
for (const [index, [many, costs]] of runs.entries()) {
  const [few, fewer] = runs[index - 1] ?? [];
  if (few === undefined || fewer === undefined) continue;
  for (const command of commands) {
    const more = (costs[command].provider - fewer[command].provider) / (many - few);
    console.log(
      `${command}: ${more.toFixed(2)} ms more for each resource from ${String(few)} to ${String(many)}`,
    );
  }
}

function text({ provider, terraform, peak }: Cost): string {
  const share = (100 * provider) / (provider + terraform);
  return `provider ${provider.toFixed(0)} ms of CPU (${share.toFixed(0)} %), Terraform ${terraform.toFixed(0)} ms; at most ${peak.toFixed(0)} MB`;
}
