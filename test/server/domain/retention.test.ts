import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseTokenText } from "../../../server/contract/token-text.ts";
import { tellExpiry } from "../../../server/domain/events/expiry.ts";
import { raisingEvents } from "../../../server/domain/events/raise.ts";
import { endFormerJwtKeys, ensureJwtKey, rotateJwtKey } from "../../../server/domain/secrets/jwt-keys.ts";
import { disableUnused } from "../../../server/domain/tokens/unused-tokens.ts";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { bootstrap } from "../../../server/domain/bootstrap.ts";
import { purgeEnded } from "../../../server/domain/audit/retention.ts";
import { replaceSalt } from "../../../server/domain/secrets/salt-changes.ts";
import { loadSalts } from "../../../server/domain/secrets/salts.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { roleBindingRow, tokenRow } from "../../support/rows.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";

const DAY = 24 * 60 * 60;
const RETENTION = 90 * DAY;

for (const dialect of dialects) {
  dialect.describe("retention", () => {
    let world: DomainWorld;
    let owner: { readonly service_account_id: string };
    beforeAll(async () => {
      world = await createDomainWorld(dialect);
      const body = { name: "ci", project: "system" };
      const { id } = await world.call(world.admin, "service_account.create", { body });
      owner = { service_account_id: String(id) };
    });
    afterAll(() => world[Symbol.asyncDispose]());

    const now = (): Date => new Date(world.clock.now);
    const pass = (seconds: number): void => void (world.clock.now += seconds * 1000);
    const purge = (): Promise<boolean> => purgeEnded({ store: world.store, now }, RETENTION);
    const issue = (name: string, terms = {}): Promise<Record<string, unknown>> =>
      world.call(world.admin, "token.create", { body: { ...owner, name, ...terms } });
    const isKept = async ({ id }: Record<string, unknown>): Promise<boolean> =>
      (await world.store.read.tokens.get(String(id))) !== undefined;
    const actionsOf = async (id: unknown): Promise<readonly string[]> =>
      (await world.store.auditPage({ target_id: String(id) }, { limit: 10 })).map(({ action }) => action);

    test("what ended is kept for its time, then goes with its secrets and an entry each", async () => {
      const revoked = await issue("revoked");
      const deleted = await issue("deleted");
      const expired = await issue("expired", { expires_at: new Date(world.clock.now + 1000).toISOString() });
      await world.call(world.admin, "token.revoke", { id: String(revoked["id"]) });
      await world.call(world.admin, "token.delete", { id: String(deleted["id"]) });
      pass(1);
      pass(RETENTION - 1);
      await purge();
      for (const token of [revoked, deleted, expired]) expect(await isKept(token)).toBe(true);
      pass(2);
      expect(await purge()).toBe(false);
      for (const token of [revoked, deleted, expired]) {
        expect(await isKept(token)).toBe(false);
        expect(await world.store.read.secrets.list({ token_id: String(token["id"]) })).toEqual([]);
        expect((await actionsOf(token["id"]))[0]).toBe("token.purge");
        const presented = world.authenticate(String(token["secret"]));
        await expect(presented).rejects.toMatchObject({ code: "invalid_token" });
      }
    });

    test("what lives stays, however old; disabled is not ended", async () => {
      const living = await issue("living");
      const disabled = await issue("disabled", { disabled: true });
      const used = await issue("used", { max_age: "30d", extend_on_use: true });
      for (let days = 0; days < 200; days += 20) {
        await world.call(String(used["secret"]), "whoami");
        await world.storeUses();
        pass(20 * DAY);
      }
      await purge();
      for (const token of [living, disabled, used]) expect(await isKept(token)).toBe(true);
    });

    test("a secret that was replaced goes, and the one in use stays", async () => {
      const { id, secret } = await issue("rotated");
      const rotated = await world.call(world.admin, "token.rotate", { id: String(id), body: {} });
      const secretsOf = (): Promise<readonly unknown[]> =>
        world.store.read.secrets.list({ token_id: String(id) });
      pass(RETENTION);
      await purge();
      expect(await secretsOf()).toHaveLength(2);
      pass(1);
      await purge();
      expect(await secretsOf()).toHaveLength(1);
      expect((await actionsOf(id))[0]).toBe("token.purge_secrets");
      await world.authenticate(String(rotated["secret"]));
      await expect(world.authenticate(String(secret))).rejects.toMatchObject({ code: "invalid_token" });
    });

    test("a text that was forgotten is brought by nobody, and of ephemeral tokens nothing is kept", async () => {
      const rotated = await issue("spent");
      const revoked = await issue("ended");
      const run = await issue("run", { ephemeral: true, max_age: "1h" });
      await world.call(world.admin, "token.rotate", { id: String(rotated["id"]), body: {} });
      await world.call(world.admin, "token.revoke", { id: String(revoked["id"]) });
      pass(RETENTION + DAY);
      await purge();
      expect(await isKept(run)).toBe(false);
      for (const { secret } of [rotated, revoked]) {
        const { lookup = "" } = parseTokenText(String(secret)) ?? {};
        expect(await world.store.read.secrets.get(lookup)).toBeUndefined();
        const refusal = { errors: [{ pointer: "/secret" }] };
        await expect(issue("revived", { secret })).rejects.toMatchObject(refusal);
        const rotate = { id: String(rotated["id"]), body: { secret } };
        await expect(world.call(world.admin, "token.rotate", rotate)).rejects.toMatchObject(refusal);
      }
      const { lookup = "" } = parseTokenText(String(run["secret"])) ?? {};
      expect(await world.store.read.spent_secrets.get(lookup)).toBeUndefined();
      const brought = issue("again", { ephemeral: true, max_age: "1h", secret: run["secret"] });
      await expect(brought).rejects.toMatchObject({ errors: [{ pointer: "/secret" }] });
    });

    test("a role binding goes when it expired that long ago", async () => {
      const expires_at = new Date(world.clock.now + 1000).toISOString();
      const body = { ...owner, role_id: "role_viewer", project: "system" };
      const ending = await world.call(world.admin, "role_binding.create", { body: { ...body, expires_at } });
      const lasting = await world.call(world.admin, "role_binding.create", { body });
      pass(RETENTION + 2);
      await purge();
      const bindings = await world.store.read.role_bindings.list(owner);
      expect(bindings.map(({ id }) => id)).toEqual([lasting["id"]]);
      expect((await actionsOf(ending["id"]))[0]).toBe("role_binding.purge");
    });

    test("many go in batches, and nothing to purge changes nothing", async () => {
      const ended = new Date(world.clock.now - (RETENTION + 1) * 1000).toISOString();
      await world.store.write(testActor, async ({ tokens, role_bindings }) => {
        for (let index = 0; index < 600; index += 1) {
          const id = String(index);
          await tokens.insert(tokenRow({ ...owner, id: `tok_${id}`, name: id, revoked_at: ended }));
          await role_bindings.insert(roleBindingRow({ ...owner, id: `rb_${id}`, expires_at: ended }));
        }
        return { result: undefined, entries: [] };
      });
      expect([await purge(), await purge()]).toEqual([true, false]);
      expect(await world.store.read.tokens.list({ revoked_at: ended })).toEqual([]);
      expect(await world.store.read.role_bindings.list({ expires_at: ended })).toEqual([]);
      const epoch = await world.store.epoch();
      expect(await purge()).toBe(false);
      expect(await world.store.epoch()).toBe(epoch);
    });

    test("a bootstrap token that was deleted is never taken in again, however long ago", async () => {
      await using other = await createDomainWorld(dialect);
      const later = (): Date => new Date(other.clock.now + 2 * RETENTION * 1000);
      const [first] = await other.store.read.tokens.list({ kind: "b" });
      await other.store.write(testActor, async ({ tokens }) => {
        const at = now().toISOString();
        await tokens.update(first?.id ?? "", { revoked_at: at, deleted_at: at });
        return { result: undefined, entries: [] };
      });
      await purgeEnded({ store: other.store, now: () => new Date(later().getTime() + 1e12) }, RETENTION);
      const salts = await loadSalts(
        { store: other.store, now: later, newId: (prefix) => `${prefix}_x` },
        { current: "a-salt-of-tests-with-enough-characters", previous: [] },
      );
      const start = { store: other.store, salts, now: later, newId: (prefix: string) => `${prefix}_y` };
      await bootstrap(
        { ...start, randomBytes: (count) => new Uint8Array(count) },
        { token: other.admin, generate: false },
      );
      await expect(other.authenticate(other.admin)).rejects.toMatchObject({ code: "invalid_token" });
    });

    test("nor is the text of one that was rotated since, by a salt that ends all tokens", async () => {
      await using other = await createDomainWorld(dialect);
      const later = (): Date => new Date(other.clock.now + 2 * RETENTION * 1000);
      const [first] = await other.store.read.tokens.list({ kind: "b" });
      await other.call(other.admin, "token.rotate", { id: first?.id ?? "", body: {} });
      await purgeEnded({ store: other.store, now: later }, RETENTION);
      await replaceSalt(
        { store: other.store, now: later, newId: (prefix) => `${prefix}_z`, randomBytes },
        { text: "another-salt-of-tests-with-enough-characters", token: other.admin, generate: true },
      );
      const [live] = await other.store.read.tokens.list({ revoked_at: null });
      const secrets = await other.store.read.secrets.list({ token_id: live?.id ?? "" });
      expect(secrets.map(({ id }) => id)).not.toContain(parseTokenText(other.admin)?.lookup);
    });
  });
}

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("what is done every so often", () => {
    test(
      "is done once by three replicas at once, and what one that dies leaves undone by the others",
      { timeout: 60_000 },
      async () => {
        await using world = await createDomainWorld(dialect);
        const { deps, clock, store } = world;
        const now = (): Date => new Date(clock.now);
        const inDays = (days: number): string => new Date(clock.now + days * DAY * 1000).toISOString();
        const make = (operation: Parameters<typeof world.call>[1], body: object) =>
          world.call(world.admin, operation, { body: { ...body } });
        const { id } = await make("service_account.create", { name: "ci", project: "system" });
        await make("policy.create", { project: "system", unused_after: "30d" });
        const events = ["token.expiring", "token.disabled"];
        await make("webhook.create", {
          name: "pager",
          project: "system",
          url: "https://hooks.example.org/",
          events,
        });
        await ensureJwtKey(deps, deps.vault!);
        await rotateJwtKey(deps, deps.vault!, { compromised: false });
        clock.now += 200 * DAY * 1000;
        // More of each than a batch has.
        const many = (kind: string, more: object) =>
          Array.from({ length: 205 }, (_, index) =>
            tokenRow({
              id: `tok_${kind}_${String(index).padStart(3, "0")}`,
              name: `${kind}-${String(index)}`,
              service_account_id: String(id),
              created_at: inDays(-200),
              ...more,
            }),
          );
        await store.write(testActor, async ({ tokens }) => {
          await tokens.insertAll(many("ending", { expires_at: inDays(5), last_used_at: inDays(0) }));
          await tokens.insertAll(many("unused", { expires_at: null, last_used_at: null }));
          await tokens.insertAll(many("ended", { expires_at: null, revoked_at: inDays(-100) }));
          return { result: undefined, entries: [testEntry()] };
        });
        await using stack = new AsyncDisposableStack();
        const replica = async () => {
          const opened = await openStore(world.database.url, { ...storeOptions, now });
          stack.defer(() => opened.close());
          const own = raisingEvents(opened, deps, () => undefined);
          return { ...deps, store: own, now, isUseNoted: () => false };
        };
        const replicas = [await replica(), await replica(), await replica()];
        const [first] = replicas;
        // It dies after the first batch of each.
        for (const batches of [tellExpiry(first!), disableUnused(first!)]) await batches.next();
        const drain = async (batches: AsyncIterable<unknown>): Promise<void> => {
          for await (const _ of batches);
        };
        await Promise.all(
          replicas.flatMap((one) => [
            drain(tellExpiry(one)),
            drain(disableUnused(one)),
            purgeEnded(one, RETENTION),
            endFormerJwtKeys(one),
          ]),
        );
        const done = await world.database.sql(
          "select action, count(*) as count, count(distinct target_id) as targets from audit_entries where actor_id = 'system' group by action",
        );
        const counts = Object.fromEntries(
          done.map(({ action, ...row }) => [action, Object.values(row).map(Number)]),
        );
        expect(counts).toMatchObject({
          "token.disable": [205, 205],
          "token.purge": [205, 205],
          "signing_key.delete": [1, 1],
        });
        const told = (await store.read.events.list({})).map(({ type, subject_id: of }) => `${type} ${of}`);
        expect([told.length, new Set(told).size]).toEqual([410, 410]);
        const sent = await store.read.webhook_deliveries.list({});
        expect(sent).toHaveLength(410);
        expect(verifyChain(await store.audit(0, 10_000))).toMatchObject({ type: "intact" });
      },
    );
  });
}
