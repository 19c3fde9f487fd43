import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { tokenRow } from "../../support/rows.ts";
import { countingStatements, testActor, testEntry } from "../../support/stores.ts";

const MANY = 300;
/** Entries of the audit that one statement adds. */
const TOGETHER = 100;

for (const dialect of dialects) {
  dialect.describe("ending many tokens", () => {
    const counting = countingStatements();
    let world: DomainWorld;
    beforeAll(async () => {
      world = await createDomainWorld(dialect, counting.open);
    });
    afterAll(() => world[Symbol.asyncDispose]());

    let made = 0;
    const accountWith = async (tokens: number): Promise<string> => {
      made += 1;
      const name = `account-${String(made)}`;
      const { id } = await world.call(world.admin, "service_account.create", {
        body: { name, project: "system" },
      });
      await world.store.write(testActor, async (transaction) => {
        for (let index = 0; index < tokens; index += 1) {
          const row = { id: `tok_${name}-${String(index)}`, name: String(index) };
          await transaction.tokens.insert(tokenRow({ ...row, service_account_id: String(id) }));
        }
        return { result: undefined, entries: [] };
      });
      return String(id);
    };
    const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = counting.count();
      await work();
      return counting.count() - before;
    };

    test("deleting an account of hundreds of tokens takes as many statements as of two, but for the entries", async () => {
      const ending = async (tokens: number): Promise<number> => {
        const id = await accountWith(tokens);
        return statementsOf(() => world.call(world.admin, "service_account.delete", { id }));
      };
      expect((await ending(MANY)) - (await ending(2))).toBeLessThanOrEqual(MANY / TOGETHER);
    });

    test("so does revoking them in bulk, and each has its entry", async () => {
      const ending = async (tokens: number): Promise<number> => {
        const body = { service_account_id: await accountWith(tokens) };
        const head = await world.store.auditHead();
        const statements = await statementsOf(() => world.call(world.admin, "token.bulk-revoke", { body }));
        const entries = await world.store.audit(head.sequence, 1_000);
        expect(new Set(entries.map(({ target_id: id }) => id)).size).toBe(tokens);
        return statements;
      };
      expect((await ending(MANY)) - (await ending(2))).toBeLessThanOrEqual(MANY / TOGETHER);
    });

    test("so does deleting a project with all that is in it", async () => {
      const ending = async (accounts: number): Promise<number> => {
        made += 1;
        const project = `project-${String(made)}`;
        const { id } = await world.call(world.admin, "project.create", { body: { name: project } });
        for (let index = 0; index < accounts; index += 1) {
          const body = { name: `sa-${String(index)}`, project };
          const account = await world.call(world.admin, "service_account.create", { body });
          await world.call(world.admin, "token.create", {
            body: { service_account_id: account["id"], name: "main" },
          });
        }
        const input = { id: String(id), query: { cascade: "true" } };
        return statementsOf(() => world.call(world.admin, "project.delete", input));
      };
      expect(await ending(20)).toBe(await ending(2));
    });

    test("the last administrator does not go with the project it lives in", async () => {
      const project = await world.call(world.admin, "project.create", { body: { name: "home" } });
      const account = await world.call(world.admin, "service_account.create", {
        body: { name: "admin", project: "home" },
      });
      const owner = { service_account_id: account["id"] };
      await world.call(world.admin, "role_binding.create", {
        body: { ...owner, role_id: "role_admin", project: "system" },
      });
      const { secret } = await world.call(world.admin, "token.create", { body: { ...owner, name: "main" } });
      const token = String(secret);
      const [bootstrap] = await world.store.read.tokens.list({ role_id: "role_admin" });
      const input = { id: String(project["id"]), query: { cascade: "true" } };
      await world.call(token, "token.update", { id: bootstrap?.id ?? "", body: { disabled: true } });
      await expect(world.call(token, "project.delete", input)).rejects.toMatchObject({ code: "last_admin" });
      await world.call(token, "token.update", { id: bootstrap?.id ?? "", body: { disabled: false } });
      await world.call(token, "project.delete", input);
      await expect(world.authenticate(token)).rejects.toMatchObject({ code: "invalid_token" });
    });

    test("the entries of a change, however many, are one intact piece of the chain", async () => {
      const { sequence } = await world.store.auditHead();
      const entries = Array.from({ length: 2_001 }, (_, number) => testEntry({ number }));
      await world.store.write(testActor, async () => ({ result: undefined, entries }));
      const rows = await world.store.audit(0, 10_000);
      expect(verifyChain(rows)).toMatchObject({ type: "intact", end: { sequence: sequence + 2_001 } });
      const numbers = rows.slice(sequence).map(({ changes }) => changes["number"]);
      expect(numbers).toEqual(entries.map((_, number) => number));
    });

    test("one that was revoked before keeps the time of it when its owner goes", async () => {
      const id = await accountWith(2);
      const name = `account-${String(made)}`;
      await world.call(world.admin, "token.revoke", { id: `tok_${name}-0` });
      const revokedAt = new Date(world.clock.now).toISOString();
      world.clock.now += 1_000;
      await world.call(world.admin, "service_account.delete", { id });
      const now = new Date(world.clock.now).toISOString();
      expect(await world.store.read.tokens.list({ service_account_id: id })).toMatchObject([
        { revoked_at: revokedAt, deleted_at: now, updated_at: now },
        { revoked_at: now, deleted_at: now, updated_at: now },
      ]);
    });
  });
}
