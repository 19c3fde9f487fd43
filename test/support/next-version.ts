import { readFileSync } from "node:fs";
import { serve } from "../../server/commands/serve.ts";
import { readConfig } from "../../server/config/config.ts";
import { createLogger } from "../../server/http/logger.ts";
import { createStore } from "../../server/store/create-store.ts";
import { migrations } from "../../server/store/migrations/all.ts";
import type { Migration } from "../../server/store/migrations/migration.ts";
import { openPostgres } from "../../server/store/postgres.ts";
import type { Restriction } from "../../server/store/restrictions.ts";

/**
 * `node next-version.ts serve`: the server as its next version could be, with a schema that goes on and restrictions that
 * this version does not know: a token with the label `next`, and a role with `next` for its description.
 */
const further: Migration = {
  name: "further",
  statements: ({ text, integer, options }) => [
    `alter table tokens add column further ${text}`,
    `alter table roles add column further ${integer} not null default 7`,
    `create index tokens_further on tokens (further, id)`,
    `create table furthers (id ${text} primary key)${options}`,
  ],
};
const restrictions: readonly Restriction[] = [
  {
    table: "tokens",
    isUsedBy: ({ labels }) => typeof labels === "object" && labels !== null && "next" in labels,
  },
  { table: "roles", isUsedBy: ({ description }) => description === "next" },
];

const read = readConfig(process.env, (file) => readFileSync(file, "utf8"));
if (read.type === "bad") throw new Error(read.problems.join("\n"));
const logger = createLogger("info", process.stdout);
const { url, close } = await serve({
  config: read.config,
  logger,
  open: async (database, options) =>
    createStore(await openPostgres(database, { ...options, migrations: [...migrations, further] }), {
      ...options,
      restrictions,
    }),
});
logger.info({ url }, `Jeton listens on ${url}`);
process.once("SIGTERM", () => void close().then(() => process.exit(0)));
