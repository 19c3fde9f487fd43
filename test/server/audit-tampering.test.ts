import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseSource } from "../../server/commands/audit-source.ts";
import { checkpointLine, readCheckpoint } from "../../server/domain/audit/checkpoint.ts";
import { tables } from "../../server/store/tables.ts";
import { type Verdict, verifyAudit } from "../../server/commands/verify-audit.ts";
import { dialects } from "../support/databases.ts";
import { createStore, testActor, testEntry, type TestStore } from "../support/stores.ts";

const columns = Object.keys(tables.audit_entries);
const WRITERS = 50;

for (const dialect of dialects) {
  dialect.describe("an audit that somebody reached past the server", () => {
    let fixture: TestStore;
    const sql = async (...statements: readonly string[]): Promise<void> => {
      for (const statement of statements) await fixture.database.sql(statement);
    };
    const verdict = async (...checkpoints: Parameters<typeof verifyAudit>[1] & object): Promise<Verdict> => {
      await using source = await databaseSource(fixture.database.url);
      return await verifyAudit(source, checkpoints);
    };
    /** What is found after the statements, which are undone again. */
    const after = async (...statements: readonly string[]): Promise<object> => {
      await sql(...statements);
      const { type, ...found } = await verdict();
      await sql("delete from audit_entries", "insert into audit_entries select * from kept");
      return { type, ...("sequence" in found && { sequence: found.sequence }) };
    };
    const broken = (sequence: number): object => ({ type: "broken", sequence });

    beforeAll(async () => {
      fixture = await createStore(dialect);
      const write = (index: number): Promise<unknown> =>
        fixture.store.write(testActor, async () => ({ result: index, entries: [testEntry({ index })] }));
      await Promise.all(Array.from({ length: WRITERS }, (_, index) => write(index)));
      await sql("create table kept as select * from audit_entries");
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    test("is one chain, though 50 wrote it at once", async () => {
      const head = await fixture.store.auditHead();
      expect(head.sequence).toBe(WRITERS);
      expect(await verdict()).toMatchObject({ type: "intact", end: head });
    });

    // Each try copies the whole table on a connection of its own, which takes PostgreSQL ten times as long.
    const step = dialect.name === "SQLite" ? 1 : 7;
    const every = Array.from({ length: WRITERS }, (_, index) => index + 1).filter(
      (at) => (at - 1) % step === 0 || at === WRITERS,
    );

    test("an entry changed is named", async () => {
      const other = columns.filter((column) => !["sequence", "changes"].includes(column));
      for (const at of every) {
        const column = other[at % other.length] ?? "";
        const change = `update audit_entries set ${column} = 'forged' where sequence = ${String(at)}`;
        expect([column, await after(change)]).toEqual([column, broken(at)]);
      }
      const changes = ['{"index": 999}', "{", "null", ""];
      for (const text of changes)
        expect(await after(`update audit_entries set changes = '${text}' where sequence = 8`)).toEqual(
          broken(8),
        );
    });

    test("an entry removed is named", async () => {
      for (const at of every)
        expect(await after(`delete from audit_entries where sequence = ${String(at)}`)).toEqual(broken(at));
    });

    test("two entries swapped are named by the first", async () => {
      for (const at of every.slice(0, -1)) {
        const move = (from: number, to: number): string =>
          `update audit_entries set sequence = ${String(to)} where sequence = ${String(from)}`;
        expect(await after(move(at, -1), move(at + 1, at), move(-1, at + 1))).toEqual(broken(at));
      }
    });

    test("an entry put between others is named, even when all after it were renumbered", async () => {
      const copied = columns.filter((column) => column !== "id" && column !== "sequence").join(", ");
      for (const at of every) {
        const forged = `select 'aud_forged', ${String(at + 1)}, ${copied} from audit_entries where sequence = ${String(at)}`;
        const found = await after(
          `update audit_entries set sequence = -sequence - 1 where sequence > ${String(at)}`,
          "update audit_entries set sequence = -sequence where sequence < 0",
          `insert into audit_entries (id, sequence, ${copied}) ${forged}`,
        );
        expect(found).toEqual(broken(at + 1));
      }
      const early = `select 'aud_forged', 0, ${copied} from audit_entries where sequence = 1`;
      expect(await after(`insert into audit_entries (id, sequence, ${copied}) ${early}`)).toEqual(broken(1));
    });

    test("an end cut off is named by the first entry that is missing", async () => {
      for (const at of every)
        expect(await after(`delete from audit_entries where sequence >= ${String(at)}`)).toEqual(broken(at));
    });

    test("an end cut off together with the database's own word for it is named by a checkpoint", async () => {
      const { privateKey, publicKey } = generateKeyPairSync("ed25519");
      const head = await fixture.store.auditHead();
      const line = checkpointLine({ ...head, time: "2030-01-01T00:00:00.000Z" }, privateKey);
      const checkpoint = readCheckpoint(line, publicKey)!;
      expect(await verdict(checkpoint)).toMatchObject({ type: "intact" });
      for (const at of [WRITERS, 20, 2]) {
        const last = String(at - 1);
        await sql(
          `delete from audit_entries where sequence > ${last}`,
          `update chain_head set sequence = ${last}, hash = (select hash from audit_entries where sequence = ${last})`,
        );
        expect(await verdict()).toMatchObject({ type: "intact" });
        expect(await verdict(checkpoint)).toMatchObject({
          type: "broken",
          sequence: at,
          detail: expect.stringContaining("at 2030-01-01T00:00:00.000Z there were 50") as string,
        });
      }
      await sql(
        "delete from audit_entries",
        "insert into audit_entries select * from kept",
        `update chain_head set sequence = ${String(head.sequence)}, hash = '${head.hash}'`,
      );
    });

    test("an audit written anew from some entry on is named by the checkpoint after it", async () => {
      const [known] = await fixture.store.audit(29, 1);
      const time = "2030-01-01T00:00:00.000Z";
      const { type, ...found } = await verdict(
        { sequence: 10, hash: (await fixture.store.audit(9, 1))[0]!.hash, time },
        { sequence: 30, hash: known!.hash.replaceAll(/[0-7]/g, "a"), time },
      );
      expect({ type, ...found }).toMatchObject({
        ...broken(30),
        detail: expect.stringContaining("and after entry 10, was rewritten") as string,
      });
    });
  });
}
