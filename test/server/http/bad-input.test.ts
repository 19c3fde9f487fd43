import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperationId } from "../../../server/contract/routes.ts";
import { routes } from "../../../server/contract/routes.ts";
import { probeBadInput } from "../../support/bad-input.ts";
import { dialects } from "../../support/databases.ts";
import type { Reply } from "../../support/http.ts";
import { startServerOn } from "../../support/server-on.ts";
import type { TestServer } from "../../support/server.ts";

type Body = Readonly<Record<string, unknown>>;

const rules = [{ resource_type: "article", actions: ["read"] }];
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
    const expectRefusal = async (reply: Reply, status: number, problem: object): Promise<void> => {
      expect(reply.status).toBe(status);
      expect(reply.problem()).toMatchObject(problem);
      expect(await shown()).toEqual(before);
    };
    const at = (pointer: string) => ({ code: "validation_failed", errors: [{ pointer }] });

    describe.each(creations)("%s", (id, body) => {
      test("refuses an unknown field", async () => {
        await expectRefusal(await post(id, { ...body, colour: "red" }), 422, at("/colour"));
      });

      test.each(Object.keys(body))("refuses a wrong type of `%s`", async (field) => {
        await expectRefusal(await post(id, { ...body, [field]: 5 }), 422, at(`/${field}`));
      });

      test("refuses bad JSON", async () => {
        const json = { "content-type": "application/json" };
        await expectRefusal(await post(id, JSON.stringify(body).slice(1), json), 400, {
          code: "malformed_json",
        });
      });

      test("refuses a body of 1 MB", async () => {
        const reply = await post(id, { ...body, description: "a".repeat(1_000_000) });
        await expectRefusal(reply, 413, { code: "payload_too_large" });
      });

      test("refuses a missing body and a wrong content type", async () => {
        await expectRefusal(await post(id, undefined), 422, at(""));
        const text = { "content-type": "text/plain" };
        await expectRefusal(await post(id, JSON.stringify(body), text), 415, {
          code: "unsupported_media_type",
        });
      });
    });

    test.each(named)("%s refuses an over-long name", async (id, body) => {
      await expectRefusal(await post(id, { ...body, name: "a".repeat(300) }), 422, at("/name"));
    });

    test.each(named)("%s refuses a duplicate name and says whose it is", async (id, body) => {
      await expectRefusal(await post(id, body), 409, { code: "name_taken", existing_id: expect.any(String) });
    });

    test.each(scoped)("%s refuses a project that is not there", async (id, body) => {
      await expectRefusal(await post(id, { ...body, project: "nowhere" }), 422, at("/project"));
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
      await expectRefusal(await post(id, body), 422, at(pointer));
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
        await probeBadInput(server, { runs: 25, seed: 1 });
        expect(server.log()).not.toMatch(/"level":"(?:error|warn|fatal)"/);
      },
    );
  });
}
