import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProblemCode } from "../../../server/contract/problem.ts";
import type { OperationId } from "../../../server/contract/routes.ts";
import { routes } from "../../../server/contract/routes.ts";
import { makeTokenText } from "../../../server/contract/token-text.ts";
import { probeBadInput } from "../../support/bad-input.ts";
import { dialects } from "../../support/databases.ts";
import type { Reply } from "../../support/http.ts";
import { startServerOn } from "../../support/server-on.ts";
import type { TestServer } from "../../support/server.ts";

type Body = Readonly<Record<string, unknown>>;

const rule = { resource_type: "article", actions: ["read"] };
const rules = [rule];
const account = "sa/shop/taken";

/** A good body for each creation, of an object that is there already. */
const creations: readonly (readonly [OperationId, Body])[] = [
  ["project.create", { name: "shop" }],
  ["service_account.create", { project: "shop", name: "taken" }],
  ["resource_type.create", { name: "article", actions: [{ name: "read", access: "read" }] }],
  ["role.create", { project: "shop", name: "taken", rules }],
  ["role_binding.create", { project: "shop", role_id: "role/shop/taken", service_account_id: account }],
  ["token.create", { service_account_id: account, name: "taken" }],
];
const named = creations.filter(([, body]) => "name" in body);
const scoped = creations.filter(([, body]) => "project" in body);

for (const dialect of dialects) {
  dialect.describe("bad input", () => {
    let server: TestServer;
    let before: readonly string[];
    beforeAll(async () => {
      server = await startServerOn(dialect);
      for (const [id, body] of creations) await server.create(routes[id].path, body);
      before = await shown();
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const shown = async (): Promise<readonly string[]> => {
      const replies = await Promise.all(creations.map(([id]) => server.send({ path: routes[id].path })));
      return replies.map(({ text }) => text.replaceAll(/"(?:last_used_\w+|uses)":[^,}]+/g, ""));
    };
    const post = (id: OperationId, body: unknown, headers = {}): Promise<Reply> =>
      server.send({ method: "POST", path: routes[id].path, body, headers });
    /** How a request was refused, and whether it left things as they were. */
    const outcome = async (request: Promise<Reply>): Promise<object> => {
      const { status, problem } = await request;
      const isUnchanged = (await shown()).every((list, index) => list === before[index]);
      return { ...problem(), status, isUnchanged };
    };
    const invalid = (pointer: string) => ({
      status: 422,
      code: "validation_failed",
      errors: [{ pointer }],
      isUnchanged: true,
    });
    const refused = (status: number, code: ProblemCode) => ({ status, code, isUnchanged: true });

    const secret = makeTokenText("s", randomBytes);
    test.each<readonly [OperationId, string, Body]>([
      ...creations
        .filter(([id]) => id !== "role_binding.create")
        .map(([id]) => [id, "/description", { description: `mine: ${secret}, keep it` }] as const),
      ["resource_type.create", "/area", { area: secret }],
      ["resource_type.create", "/actions/0/name", { actions: [{ name: secret, access: "read" }] }],
      ["role.create", "/rules/0/resource_names/0", { rules: [{ ...rule, resource_names: [`${secret}*`] }] }],
      ["role.create", "/rules/0/actions/0", { rules: [{ ...rule, actions: [secret] }] }],
      ["token.create", "/name", { name: secret }],
      ["token.create", "/labels/team", { labels: { team: `${secret}${secret}` } }],
      ["token.create", `/labels/${secret.slice(0, 17)}***`, { labels: { [secret]: "team" } }],
      ["token.create", "/service_account_id", { service_account_id: secret }],
    ])("%s refuses a token at %s, and shows it nowhere", async (id, pointer, field) => {
      const body = { ...creations.find(([name]) => name === id)?.[1], ...field };
      const reply = await post(id, body);
      expect(reply.text).not.toContain(secret);
      expect(await outcome(Promise.resolve(reply))).toMatchObject({
        ...invalid(pointer),
        errors: [{ pointer, detail: "holds a token; never put a secret here" }],
      });
    });

    test("a text that only looks like a token is a text", async () => {
      const description = `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`;
      const path = "/v1/service-accounts/shop%2Ftaken";
      expect((await server.send({ method: "PATCH", path, body: { description } })).status).toBe(200);
      await server.send({ method: "PATCH", path, body: { description: null } });
      before = await shown();
    });

    describe.each(creations)("%s", (id, body) => {
      test("refuses an unknown field", async () => {
        expect(await outcome(post(id, { ...body, colour: "red" }))).toMatchObject(invalid("/colour"));
      });

      test.each(Object.keys(body))("refuses a wrong type of `%s`", async (field) => {
        expect(await outcome(post(id, { ...body, [field]: 5 }))).toMatchObject(invalid(`/${field}`));
      });

      test("refuses bad JSON", async () => {
        const json = { "content-type": "application/json" };
        const broken = JSON.stringify(body).slice(1);
        expect(await outcome(post(id, broken, json))).toMatchObject(refused(400, "malformed_json"));
      });

      test("refuses a body of 1 MB", async () => {
        const large = { ...body, description: "a".repeat(1_000_000) };
        expect(await outcome(post(id, large))).toMatchObject(refused(413, "payload_too_large"));
      });

      test("refuses a missing body and a wrong content type", async () => {
        expect(await outcome(post(id, undefined))).toMatchObject(invalid(""));
        const text = { "content-type": "text/plain" };
        const sent = post(id, JSON.stringify(body), text);
        expect(await outcome(sent)).toMatchObject(refused(415, "unsupported_media_type"));
      });
    });

    test.each(named)("%s refuses an over-long name", async (id, body) => {
      expect(await outcome(post(id, { ...body, name: "a".repeat(300) }))).toMatchObject(invalid("/name"));
    });

    test.each(named)("%s refuses a duplicate name and says whose it is", async (id, body) => {
      expect(await outcome(post(id, body))).toMatchObject({
        ...refused(409, "name_taken"),
        existing_id: expect.any(String),
      });
    });

    test.each(scoped)("%s refuses a project that is not there", async (id, body) => {
      expect(await outcome(post(id, { ...body, project: "nowhere" }))).toMatchObject(invalid("/project"));
    });

    test.each([
      ["token.create", { name: "t", service_account_id: "sa_nobody" }, "/service_account_id"],
      ["token.create", { name: "t", role_id: "role/system/nothing", project: "system" }, "/role_id"],
      ["role_binding.create", { project: "shop", role_id: account, service_account_id: account }, "/role_id"],
      [
        "role_binding.create",
        { project: "shop", role_id: "role_viewer", service_account_id: "x" },
        "/service_account_id",
      ],
    ] as const)("%s refuses the wrong id in %o", async (id, body, pointer) => {
      expect(await outcome(post(id, body))).toMatchObject(invalid(pointer));
    });

    test.each(creations)("a wrong id after the path of %s is not found", async (id) => {
      for (const wrong of ["tok_nothing", "nothing", "sa%2Fshop%2Fnothing", "x".repeat(5000)]) {
        const reply = await server.send({ path: `${routes[id].path}/${wrong}` });
        expect([404, 422]).toContain(reply.status);
      }
    });

    test(
      "is a 4xx problem at every operation, never a 5xx, and changes nothing",
      { timeout: 120_000 },
      async () => {
        // Nearly all of it is refused before a database is asked.
        await probeBadInput(server, { runs: dialect.name === "SQLite" ? 25 : 8, seed: 1 });
        expect(server.log()).not.toMatch(/"level":"(?:error|warn|fatal)"/);
      },
    );
  });
}
