import { writeSync } from "node:fs";

import { openStore } from "../../server/store/open-store.ts";
import { projectRow } from "./rows.ts";
import { storeOptions, testActor } from "./stores.ts";

/** Writes in bursts, forever: `node burst-writer.ts <database url> <a name for its rows>`. */
const [url = "", name = ""] = process.argv.slice(2);
const store = await openStore(url, storeOptions);

async function writeOne(id: string): Promise<void> {
  await store.write(testActor, async ({ projects }) => {
    await projects.insert(projectRow({ id }));
    return {
      result: undefined,
      entries: [{ action: "project.create", targetType: "project", targetId: id, changes: {} }],
    };
  });
  // Said only now, and past every buffer of ours: whoever reads it may rely on it.
  writeSync(1, `${id}\n`);
}

for (let burst = 0; ; burst += 1) {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => writeOne(`prj_${name}-${String(burst * 20 + index)}`)),
  );
}
