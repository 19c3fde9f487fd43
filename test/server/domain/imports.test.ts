import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeTokenText } from "../../../server/contract/token-text.ts";
import { importsOf } from "../../../server/domain/tokens/imports.ts";
import { rehash } from "../../../server/domain/secrets/rehash.ts";
import { purgeEnded } from "../../../server/domain/audit/retention.ts";
import { retireSalt } from "../../../server/domain/secrets/salt-changes.ts";
import { loadSalts } from "../../../server/domain/secrets/salts.ts";
import type { OldHash, Salts } from "../../../server/domain/secrets/secrets.ts";
import type { Reader } from "../../../server/domain/store.ts";
import { findPresented, verify } from "../../../server/domain/verify.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { storeOptions } from "../../support/stores.ts";

const [first, next] = ["a-salt-of-tests-with-enough-characters", "another-salt-with-enough-characters-too"];
const HOUR = 3_600_000;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const foreignText = (): string => `glpat-${randomBytes(20).toString("base64url")}`;

let count = 0;
/** The id of a token of that text. */
async function importing({ admin, call }: DomainWorld, text: string): Promise<string> {
  const imported = { sha256: sha256(text), hint: "glpat-" };
  const name = `token ${String((count += 1))}`;
  const body = { role_id: "role_viewer", project: "system", name, imported };
  return String((await call(admin, "token.create", { body }))["id"]);
}

/** The salts of a server that has them in this order, on the store of that world. */
const saltsOf = ({ store }: DomainWorld, current: string, ...previous: string[]): Promise<Salts> =>
  loadSalts({ store, ...storeOptions }, { current, previous });

/** Counts what is read, and of which kind. */
function counting({ secrets, tokens, salts }: Reader) {
  const asked: string[] = [];
  const told = <F extends (...args: never[]) => unknown>(name: string, read: F): F =>
    // The same function, that leaves a note.
    ((...args: never[]) => (asked.push(name), read(...args))) as F;
  const reader = {
    secrets: {
      ...secrets,
      get: told("secrets.get", secrets.get),
      list: told("secrets.list", secrets.list),
    },
    tokens: { ...tokens, get: told("tokens.get", tokens.get) },
    salts: { ...salts, list: told("salts.list", salts.list) },
  };
  return { reader, asked };
}

for (const dialect of dialects) {
  dialect.describe("tokens of other systems", () => {
    test("move to a newer salt as they are used, and are found under either until then", async () => {
      await using world = await createDomainWorld(dialect);
      const { store } = world;
      const now = () => new Date(world.clock.now);
      const [used, idle] = [foreignText(), foreignText()];
      const id = await importing(world, used);
      const lost = await importing(world, idle);
      await saltsOf(world, first, next);
      const olds: OldHash[] = [];
      const salts = {
        ...(await saltsOf(world, next, first)),
        noteOldHash: (old: OldHash) => void olds.push(old),
      };
      expect((await verify({ salts, now }, store.read, used))?.token.id).toBe(id);
      expect(olds).toHaveLength(1);
      for (const text of [used, idle]) {
        expect(await importsOf({ salts }, store.read, sha256(text))).toHaveLength(1);
      }
      await rehash({ store, salts }, olds);
      expect((await verify({ salts, now }, store.read, used))?.token.id).toBe(id);
      expect(olds).toHaveLength(1);
      // A server that is behind cannot tell, and says so; it does not call the token invalid.
      await expect(world.rightsOf(used)).rejects.toMatchObject({ code: "unavailable" });
      await expect(importing(world, used)).rejects.toMatchObject({ code: "unavailable" });

      const [old] = olds;
      const rows = await store.read.salts.list({ state: "accepted" });
      expect(rows).toHaveLength(1);
      // With the bootstrap token, which nobody used.
      await retireSalt({ store, now }, { id: rows[0]?.id ?? "", lose: 2, current: next });
      const fresh = await saltsOf(world, next);
      expect(fresh.writing.id).toBe(old?.saltId);
      expect((await verify({ salts: fresh, now }, store.read, used))?.token.id).toBe(id);
      expect(await verify({ salts: fresh, now }, store.read, idle)).toBeUndefined();
      expect((await store.auditPage({ target_id: lost }, { limit: 1 }))[0]?.action).toBe("token.end_secret");
    });

    test("cost those who have none two reads for a text that could be one, and none for any other", async () => {
      await using world = await createDomainWorld(dialect);
      const salts = await saltsOf(world, first);
      const reads = async (text: string): Promise<readonly string[]> => {
        const { reader, asked } = counting(world.store.read);
        expect(await findPresented({ salts }, reader, text)).toBeUndefined();
        return asked;
      };
      const own = makeTokenText("s", randomBytes);
      const typo = own.slice(0, -1) + (own.endsWith("0") ? "1" : "0");
      for (const text of [
        "",
        "x".repeat(7),
        "x".repeat(513),
        "with a space",
        "tab\tbed",
        "ümlaut-ümlaut",
        typo,
      ]) {
        expect(await reads(text)).toEqual([]);
      }
      for (const text of ["x".repeat(8), "x".repeat(512), foreignText()]) {
        expect(await reads(text)).toEqual(["secrets.list", "salts.list"]);
      }
      expect(await reads(own)).toEqual(["secrets.get", "secrets.list", "salts.list"]);
    });

    test("cost two reads where they are known", async () => {
      await using world = await createDomainWorld(dialect);
      const text = foreignText();
      const id = await importing(world, text);
      const { reader, asked } = counting(world.store.read);
      const salts = await saltsOf(world, first);
      expect((await findPresented({ salts }, reader, text))?.token.id).toBe(id);
      expect(asked).toEqual(["secrets.list", "tokens.get"]);
    });

    test("are never found by the hash of a secret that Jeton made, nor by their rows' ids", async () => {
      await using world = await createDomainWorld(dialect);
      const salts = await saltsOf(world, first);
      expect(await importsOf({ salts }, world.store.read, sha256(world.admin))).toEqual([]);
      const tokenId = await importing(world, foreignText());
      const [row] = await world.store.read.secrets.list({ token_id: tokenId });
      expect(row?.id).toMatch(/^imp_/);
      for (const text of [row?.id, row?.hash]) {
        expect(await findPresented({ salts }, world.store.read, text ?? "")).toBeUndefined();
      }
    });

    test("are forgotten with their retention, and may then be imported again", async () => {
      await using world = await createDomainWorld(dialect);
      const text = foreignText();
      const id = await importing(world, text);
      await world.call(world.admin, "token.delete", { id });
      await expect(importing(world, text)).rejects.toMatchObject({ code: "validation_failed" });
      expect(await world.rightsOf(text)).toBeUndefined();
      world.clock.now += 2 * HOUR;
      await purgeEnded({ store: world.store, now: () => new Date(world.clock.now) }, 3600);
      expect(await world.store.read.secrets.list({ token_id: id })).toEqual([]);
      await importing(world, text);
      expect(await world.rightsOf(text)).toBeDefined();
    });

    test("are told of by the hint that came with them when they come back after a rotation", async () => {
      await using world = await createDomainWorld(dialect);
      const text = foreignText();
      const id = await importing(world, text);
      await world.call(world.admin, "token.rotate", { id, body: { grace_period: "1h" } });
      world.clock.now += HOUR;
      await expect(world.authenticate(text)).rejects.toMatchObject({ code: "invalid_token" });
      expect(world.reuses).toMatchObject([{ tokenId: id, hint: "glpat-" }]);
      const told = JSON.stringify(await world.store.auditPage({ target_id: id }, { limit: 50 }));
      for (const secret of [text, sha256(text)]) expect(told).not.toContain(secret);
    });

    test("of the same text at the same time are one", async () => {
      await using world = await createDomainWorld(dialect);
      const text = foreignText();
      const told = await Promise.allSettled(Array.from({ length: 5 }, () => importing(world, text)));
      expect(told.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    });

    test("are looked for by an index of theirs alone", async () => {
      await using world = await createDomainWorld(dialect);
      await world.database.sql(
        `insert into secrets (id, token_id, salt_id, hash, shown_to, created_at)
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
        select 'id' || i, 'tok', 'salt', 'hash' || i, 'x', 'y' from n`,
      );
      const [explain, isOneOf] =
        dialect.name === "SQLite"
          ? ["explain query plan", `in (select value from json_each('["a","b"]'))`]
          : ["explain", "= any(array['a', 'b'])"];
      const plan = await world.database.sql(
        `${explain} select * from secrets where hash ${isOneOf} and imported_hint is not null order by id`,
      );
      expect(JSON.stringify(plan)).toContain("secrets_imported");
    });
  });
}
