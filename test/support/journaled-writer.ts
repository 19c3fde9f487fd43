import { writeSync } from "node:fs";
import { openStore } from "../../server/store/open-store.ts";
import { openJournal } from "../../server/store/revocation-journal.ts";
import { tokenRow } from "./rows.ts";
import { storeOptions, testActor } from "./stores.ts";

/** Makes tokens and revokes them in bursts, forever: `node journaled-writer.ts <database url> <journal> <a name>`. */
const [url = "", folder = "", name = ""] = process.argv.slice(2);
const journal = openJournal(folder, storeOptions.now);
const store = await openStore(url, { ...storeOptions, journal });

async function revoke(id: string): Promise<void> {
  const change = (action: string, work: "insert" | "update"): Promise<void> =>
    store.write(testActor, async ({ tokens }) => {
      if (work === "insert") await tokens.insert(tokenRow({ id, name: id }));
      else await tokens.update(id, { revoked_at: "2030-01-01T00:00:00.000Z" });
      return { result: undefined, entries: [{ action, targetType: "token", targetId: id, changes: {} }] };
    });
  await change("token.create", "insert");
  await change("token.revoke", "update");
  writeSync(1, `${id}\n`);
}

for (let burst = 0; ; burst += 1) {
  await Promise.all(
    Array.from({ length: 10 }, (_, index) => revoke(`tok_${name}-${String(burst * 10 + index)}`)),
  );
}
