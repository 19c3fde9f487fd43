import { afterAll, beforeAll, expect, test } from "vitest";

import type { Row } from "../../../server/domain/rows.ts";
import type { Kinds, Reads, Rows, Store, Transaction } from "../../../server/domain/store.ts";
import {
  encryptionKeyRow,
  exchangeRow,
  policyRow,
  groupMemberRow,
  groupRow,
  keptSecretRow,
  projectRow,
  replayRow,
  resourceTypeRow,
  roleBindingRow,
  roleRow,
  saltRow,
  secretRow,
  serviceAccountRow,
  signInRow,
  signingKeyRow,
  tokenRow,
  trustPolicyRow,
  userRow,
} from "../../support/rows.ts";
import { dialects } from "../../support/databases.ts";
import { createStore, testActor } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";

const text =
  "First line\r\nsecond\ttab \"quoted\" \\ 'single' % _ ; -- Grüße 你好 👩‍👩‍👧‍👦 \u{10ffff} \u2028 \u0001";

/** Of every kind: a row, another one, and changes to most of its fields. */
const samples: { readonly [K in keyof Kinds]: readonly [Kinds[K], Kinds[K], Partial<Omit<Kinds[K], "id">>] } =
  {
    projects: [
      projectRow({ id: "prj_a", description: text }),
      projectRow({ id: "prj_b", description: "" }),
      { description: null, updated_at: "2026-02-01T00:00:00.000Z" },
    ],
    users: [
      userRow({ id: "usr_a", display_name: text, disabled: true }),
      userRow({ id: "usr_b", email: "B@Example.com" }),
      { disabled: false, display_name: null },
    ],
    service_accounts: [
      serviceAccountRow({ id: "sa_a", disabled: true, description: text }),
      serviceAccountRow({ id: "sa_b", project_id: "prj_a" }),
      { disabled: false, description: "" },
    ],
    sign_ins: [
      signInRow({ id: "usr_a", claims: { groups: ["a", text], __proto__x: [] } }),
      signInRow({ id: "usr_b" }),
      { claims: { "https://example.com/roles": ["1"] }, claims_end_at: "2031-01-01T00:00:00.000Z" },
    ],
    groups: [
      groupRow({ id: "grp_a", description: text }),
      groupRow({ id: "grp_b", project_id: "prj_a" }),
      { name: "c", description: "" },
    ],
    group_members: [
      groupMemberRow({ id: "gm_a" }),
      groupMemberRow({ id: "gm_b", service_account_id: null, user_id: "usr_a" }),
      { updated_at: "2026-02-01T00:00:00.000Z" },
    ],
    roles: [
      roleRow({ id: "role_a", rules: [], built_in: true }),
      roleRow({
        id: "role_b",
        rules: [
          { resource_type: "z", actions: ["b", "a"], resource_names: [text, ""] },
          { resource_type: "a", actions: ["*"], resource_names: null },
        ],
      }),
      { rules: [{ resource_type: "*", actions: ["@read"], resource_names: ["@own"] }], built_in: false },
    ],
    role_bindings: [
      roleBindingRow({ id: "rb_a", expires_at: "2027-01-01T00:00:00.000Z" }),
      roleBindingRow({ id: "rb_b", service_account_id: null, claim_values: ["b", "a"] }),
      { expires_at: null },
    ],
    resource_types: [
      resourceTypeRow({ id: "rt_a", area: "Flows", actions: [] }),
      resourceTypeRow({ id: "rt_b" }),
      {
        area: null,
        actions: [
          { name: "findOne", access: "read" },
          { name: "find", access: "write" },
        ],
      },
    ],
    policies: [
      policyRow({ id: "pol_a", presets: ["P7D", "PT12H"], require_approval: true, creators: "admins" }),
      policyRow({ id: "pol_b", project_id: "prj_b", max_lifetime: "P30D", allow_never: false }),
      { presets: null, unused_after: "P90D", require_approval: false },
    ],
    passwords: [
      {
        id: "usr_a",
        hash: "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$dGFn",
        created_at: "2026-01-01T00:00:00.000Z",
      },
      { id: "usr_b", hash: text, created_at: "" },
      { hash: "x" },
    ],
    tokens: [
      tokenRow({
        id: "tok_a",
        rules: [],
        labels: { b: text, a: "", __proto__x: "1", "a/b.c": "2" },
        mode: "custom",
        disabled: true,
        ephemeral: true,
        uses: Number.MAX_SAFE_INTEGER,
      }),
      tokenRow({ id: "tok_b", service_account_id: null, role_id: "role_a", kind: "r" }),
      { rules: null, labels: { new: "1" }, disabled: false, uses: 3, last_used_by: text },
    ],
    trust_policies: [
      trustPolicyRow({ id: "tp_a", claims: { sub: [text, "b"], ref: ["refs/heads/*"] }, disabled: true }),
      trustPolicyRow({ id: "tp_b", allowed_cidrs: ["10.0.0.0/8"], description: text }),
      { claims: { sub: ["**"] }, explain_refusals: true, allowed_cidrs: null },
    ],
    secrets: [
      secretRow({ id: "Ab0" }),
      secretRow({ id: "aB0", ends_at: "2027-01-01T00:00:00.000Z" }),
      { ends_at: "2026-06-01T00:00:00.000Z" },
    ],
    spent_secrets: [
      { id: "000000000001", created_at: "2030-01-01T00:00:00.000Z" },
      { id: "000000000002", created_at: "2030-01-01T00:00:00.000Z" },
      { created_at: "2031-01-01T00:00:00.000Z" },
    ],
    salts: [saltRow({ id: "salt_a" }), saltRow({ id: "salt_b" }), { state: "retired" }],
    encryption_keys: [
      encryptionKeyRow({ id: "enc_a" }),
      encryptionKeyRow({ id: "enc_b", canary: "x" }),
      { canary: "y" },
    ],
    signing_keys: [
      signingKeyRow({ id: "key_a" }),
      signingKeyRow({ id: "key_b", public_key: text }),
      { sealed: "BBBB" },
    ],
    kept_secrets: [
      keptSecretRow({ id: "kep_a" }),
      keptSecretRow({ id: "kep_b", sealed: text }),
      { ends_at: "2030-01-01T00:00:00.000Z" },
    ],
    exchanges: [
      exchangeRow({ id: "1a" }),
      exchangeRow({ id: "1b", outcome: "refused" }),
      { expires_at: "2027-01-01T00:00:00.000Z" },
    ],
    replays: [replayRow({ id: "a|b|c" }), replayRow({ id: text }), { target_id: "tok_2" }],
  };

/** The three faces of a kind, without the type of its rows, so that every kind is tested alike. */
interface Kind {
  readonly name: keyof Kinds;
  readonly rows: readonly [Row, Row, object];
}
const kinds = Object.entries(samples).map(([name, rows]) => ({ name, rows }) as Kind);
const readsOf = (store: Store, { name }: Kind): Reads<Row> => store.read[name] as unknown as Reads<Row>;
const rowsOf = (transaction: Transaction, { name }: Kind): Rows<Row> =>
  transaction[name] as unknown as Rows<Row>;

for (const dialect of dialects) {
  dialect.describe("rows", () => {
    let fixture: TestStore;
    beforeAll(async () => {
      fixture = await createStore(dialect);
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    const write = (work: (transaction: Transaction) => Promise<void>): Promise<void> =>
      fixture.store.write(testActor, async (transaction) => {
        await work(transaction);
        return { result: undefined, entries: [] };
      });

    for (const kind of kinds) {
      const [first, second, patch] = kind.rows;

      test(`${kind.name}: come back as they were inserted`, async () => {
        await write(async (transaction) => {
          await rowsOf(transaction, kind).insert(first);
          await rowsOf(transaction, kind).insert(second);
        });
        const reads = readsOf(fixture.store, kind);
        expect(await reads.get(first.id)).toStrictEqual(first);
        expect(await reads.get(second.id)).toStrictEqual(second);
        expect(await reads.list({})).toHaveLength(2);
        for (const id of [undefined, first.id, [first.id, second.id, "nobody"], []])
          expect(await reads.count({ id })).toBe((await reads.list({ id })).length);
      });

      test(`${kind.name}: an update changes the fields given, in that row alone`, async () => {
        await write((transaction) => rowsOf(transaction, kind).update(first.id, patch));
        const reads = readsOf(fixture.store, kind);
        expect(await reads.get(first.id)).toStrictEqual({ ...first, ...patch });
        expect(await reads.get(second.id)).toStrictEqual(second);
      });

      test(`${kind.name}: a field that is undefined is left, and nothing given changes nothing`, async () => {
        const nothing = Object.fromEntries(Object.keys(patch).map((field) => [field, undefined]));
        await write((transaction) => rowsOf(transaction, kind).update(second.id, nothing));
        await write((transaction) => rowsOf(transaction, kind).update(second.id, {}));
        expect(await readsOf(fixture.store, kind).get(second.id)).toStrictEqual(second);
      });

      test(`${kind.name}: updating a row that is not there is an error`, async () => {
        for (const change of [patch, {}]) {
          const update = write((transaction) => rowsOf(transaction, kind).update("nobody", change));
          await expect(update).rejects.toThrow("There is no row nobody");
        }
      });

      test(`${kind.name}: a change of all that meet a condition says how many, and refuses to be asked for all`, async () => {
        for (const all of [{}, { id: undefined }, { allOf: [{}] }]) {
          await expect(
            write(async (transaction) => void (await rowsOf(transaction, kind).updateAll(all, patch))),
          ).rejects.toThrow("is refused");
        }
        const counts: number[] = [];
        await write(async (transaction) => {
          for (const id of [[], "nobody", "a\0b", [second.id, "nobody"]])
            counts.push(await rowsOf(transaction, kind).updateAll({ id }, patch));
          counts.push(await rowsOf(transaction, kind).updateAll({ id: [first.id, second.id] }, {}));
        });
        expect(counts).toEqual([0, 0, 0, 1, 2]);
        const reads = readsOf(fixture.store, kind);
        expect(await reads.get(second.id)).toStrictEqual({ ...second, ...patch });
        expect(await reads.get(first.id)).toStrictEqual({ ...first, ...patch });
        await write(async (transaction) => {
          await rowsOf(transaction, kind).delete({ id: second.id });
          await rowsOf(transaction, kind).insert(second);
        });
      });

      test(`${kind.name}: a second row of one id is refused`, async () => {
        const again = { ...second, name: "other", token_id: "other" };
        const known = Object.keys(second);
        const row = Object.fromEntries(Object.entries(again).filter(([field]) => known.includes(field)));
        await expect(
          write((transaction) => rowsOf(transaction, kind).insert(row as unknown as Row)),
        ).rejects.toThrow("The database refused a statement");
        expect(await readsOf(fixture.store, kind).get(second.id)).toStrictEqual(second);
      });

      test(`${kind.name}: a row that lacks a field or has one too many is refused`, async () => {
        const { created_at: _, ...short } = { created_at: "", ...first, id: "x" };
        for (const row of [short, { ...first, id: "x", colour: "red" }]) {
          await expect(write((transaction) => rowsOf(transaction, kind).insert(row))).rejects.toThrow(
            /needs a value for|not stored/,
          );
        }
        expect(await readsOf(fixture.store, kind).get("x")).toBeUndefined();
      });

      test(`${kind.name}: delete says how many went, and refuses to be asked for all`, async () => {
        for (const all of [{}, { id: undefined }]) {
          await expect(
            write(async (transaction) => void (await rowsOf(transaction, kind).delete(all))),
          ).rejects.toThrow("is refused");
        }
        const counts: number[] = [];
        await write(async (transaction) => {
          for (const id of [[], "nobody", [first.id, "nobody"], first.id, second.id]) {
            counts.push(await rowsOf(transaction, kind).delete({ id }));
          }
        });
        expect(counts).toEqual([0, 0, 1, 0, 1]);
        expect(await readsOf(fixture.store, kind).list({})).toEqual([]);
      });
    }

    test("what cannot be stored in every database is refused, in every database", async () => {
      for (const description of ["a\0b", "\ud800", "x\udc00"]) {
        const insert = write((transaction) =>
          transaction.projects.insert(projectRow({ id: "prj_bad", description })),
        );
        await expect(insert).rejects.toThrow("cannot be stored");
      }
      expect(await fixture.store.read.projects.get("prj_bad")).toBeUndefined();
    });

    test("JSON keeps what text cannot: NUL and lone surrogates, and a key named __proto__", async () => {
      const labels = JSON.parse('{"nul":"\\u0000","lone":"\\ud800","__proto__":"own"}') as Record<
        string,
        string
      >;
      await write((transaction) => transaction.tokens.insert(tokenRow({ id: "tok_json", labels })));
      const row = await fixture.store.read.tokens.get("tok_json");
      expect(JSON.stringify(row?.labels)).toBe(JSON.stringify(labels));
    });
  });
}
