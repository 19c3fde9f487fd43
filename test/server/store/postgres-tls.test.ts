import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { selfSigned } from "../../../provider/plugin/certificate.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { dialects } from "../../support/databases.ts";
import { startOwnPostgres } from "../../support/own-postgres.ts";
import { connect } from "../../support/postgres.ts";
import { storeOptions } from "../../support/stores.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("TLS", () => {
    test(
      "is asked for in the URL, checks certificate and name, and says what to do",
      { timeout: 60_000 },
      async () => {
        using folder = temporaryFolder();
        const own = selfSigned(new Date());
        const authority = path.join(folder.path, "authority.pem");
        writeFileSync(authority, own.certificate);
        await using database = await startOwnPostgres(own);
        const named = database.url.replace("127.0.0.1", "localhost");
        const trusting = `&sslrootcert=${encodeURIComponent(authority)}`;
        const warnings: string[] = [];
        const onWarning = (warning: Error): void => void warnings.push(warning.message);
        process.on("warning", onWarning);
        try {
          for (const parameters of [
            `?sslmode=verify-full${trusting}`,
            `?sslmode=require${trusting}`,
            "?sslmode=no-verify",
          ]) {
            const store = await openStore(named + parameters, storeOptions);
            await store.ping();
            const other = await connect(database.url);
            const { rows } = await other.query(
              "select distinct ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'jeton'",
            );
            expect([parameters, rows]).toEqual([parameters, [{ ssl: true }]]);
            await other.end();
            await store.close();
          }
          const refused = async (url: string): Promise<string> =>
            openStore(url, storeOptions).then(
              () => "opened",
              (cause: unknown) => String(cause),
            );
          for (const mode of ["require", "verify-full"])
            expect(await refused(`${named}?sslmode=${mode}`)).toMatch(
              /self.signed certificate.*; give the authority/,
            );
          expect(await refused(`${database.url}?sslmode=verify-full${trusting}`)).toContain(
            "name the host in JETON_DATABASE_URL as the server's certificate does",
          );
          expect(await refused(`${named}?sslmode=verify-full&sslrootcert=/nowhere.pem`)).toContain(
            "correct the path in JETON_DATABASE_URL",
          );
        } finally {
          process.off("warning", onWarning);
        }
        expect(warnings.filter((text) => /ssl/i.test(text))).toEqual([]);
      },
    );
  });
}
