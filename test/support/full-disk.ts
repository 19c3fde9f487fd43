import { Problem } from "../../server/contract/problem.ts";
import { verifyChain } from "../../server/store/audit-chain.ts";
import { openStore } from "../../server/store/open-store.ts";
import { projectRow } from "./rows.ts";
import { storeOptions, testActor, testEntry } from "./stores.ts";

/**
 * Fills the files it may write: `ulimit -f <blocks>; node full-disk.ts <database url> <size>`. Writes a small row, then one
 * of `size` characters together with a small one, then a small one again; prints as JSON what became of each.
 */
const [url = "", size = "0"] = process.argv.slice(2);
const store = await openStore(url, storeOptions);

const outcomeOf = (id: string, description: string): Promise<string> =>
  store
    .write(testActor, async ({ projects }) => {
      await projects.insert(projectRow({ id, description }));
      return { result: undefined, entries: [testEntry()] };
    })
    .then(
      () => "written",
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );

const outcomes = {
  before: await outcomeOf("prj_before", ""),
  together: await Promise.all([
    outcomeOf("prj_neighbour", ""),
    outcomeOf("prj_large", "x".repeat(Number(size))),
    outcomeOf("prj_neighbour2", ""),
  ]),
  after: await outcomeOf("prj_after", ""),
  there: (await store.read.projects.list({})).map(({ id }) => id),
  chain: verifyChain(await store.audit(0, 10)).type,
};
await store.close();
console.log(JSON.stringify(outcomes));
