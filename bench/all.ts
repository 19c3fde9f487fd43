import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Part } from "./figure.ts";
import { measureMints } from "./mint.ts";
import { measurePeers } from "./peers.ts";
import { writePage } from "./page.ts";
import { measureProvider } from "./provider-slope.ts";
import { type Results, tableOf } from "./results.ts";
import { measureVerification } from "./verification.ts";
import { measureWorkers } from "./workers.ts";
import { measureDeclarations, measureStarts } from "./timings.ts";

/**
 * `npm run bench [-- --only NAME ... --json FILE --page]`: every figure is a ratio to something known that ran in turn with
 * it. `--page` writes docs/performance.md, with its plots, from the parts that ran.
 */
const parts: Readonly<Record<string, Part>> = {
  verification: {
    title: "Verification",
    about:
      "Each server on one core, `wrk` on another, 32 kept-alive connections, 1,000 tokens in turn, SQLite; with every check of token, owner, roles and addresses. Remembered is what the process verified before ([how](design/verification-cache.md)); read is with `JETON_REMEMBERED_TOKENS=0`.",
    measure: () => measureVerification(),
  },
  peers: {
    title: "Next to others",
    about:
      "Each server on one core, `wrk` on another, 32 kept-alive connections. Every server is started as its own documentation says and answers whether a credential is good: Strapi 5 by reading an article with a read-only API token, better-auth by `verifyApiKey`, oidc-provider by introspection.",
    measure: measurePeers,
  },
  mint: {
    title: "Writing",
    about:
      "What minting a token writes, in one process on SQLite, each durable when it is acknowledged: writes that wait at the same time share a commit.",
    measure: measureMints,
  },
  workers: {
    title: "Several processes",
    about:
      "`jeton serve --workers N` answers `/v1/forward-auth` on 64 kept-alive connections. The load generator has the same cores, so where there are two, requests per second cannot double: the processor time of a request, of all processes together, says whether another process makes it dearer, and so what a machine with cores to spare gains. Remembered and read are as above.",
    measure: measureWorkers,
  },
  starts: {
    title: "Starts",
    about: "From the start of the process; of 31 runs in turn with a Node.js that does nothing, the medians.",
    measure: measureStarts,
  },
  declarations: {
    title: "Declarations",
    about: "As many objects as one declaration may hold.",
    measure: measureDeclarations,
  },
  provider: {
    title: "The Terraform provider",
    about: "The built provider under the real terraform, from 100 resources to 1,000 of seven kinds.",
    measure: measureProvider,
  },
};

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    json: { type: "string" },
    page: { type: "boolean", default: false },
  },
});
const unknown = values.only?.filter((name) => !(name in parts)) ?? [];
if (unknown.length > 0) {
  console.error(`--only takes ${Object.keys(parts).join(", ")}, not ${unknown.join(", ")}`);
  process.exit(2);
}

execFileSync(process.execPath, [fileURLToPath(new URL("../tools/build.ts", import.meta.url))]);
const [cpu] = cpus();
const machine = `${String(cpus().length)} cores of ${cpu?.model ?? "an unknown kind"}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node.js ${process.version}`;
const measured: Results["parts"][number][] = [];
for (const [name, { title, about, measure }] of Object.entries(parts)) {
  if (values.only && !values.only.includes(name)) continue;
  const found = await measure();
  measured.push({ name, title, about, ...found });
  console.log(`\n${title}\n\n${tableOf(found.figures)}`);
  // After each: what fails later takes nothing of it away.
  const results: Results = { date: new Date().toISOString().slice(0, 10), machine, parts: measured };
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 2));
  if (values.page) writePage(path.resolve(import.meta.dirname, "../docs"), results);
}
