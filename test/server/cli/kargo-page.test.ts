import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;

/** Somebody whose own token is not among the system's roles', as on the page nobody's is. */
beforeAll(async () => {
  server = await startServer();
  await server.create("/v1/projects", { name: "shop" });
  const account = await server.create("/v1/service-accounts", { project: "shop", name: "operator" });
  await server.create("/v1/role-bindings", {
    role_id: "role_admin",
    service_account_id: account["id"],
    project: "system",
  });
  const { secret } = await server.create("/v1/tokens", {
    service_account_id: account["id"],
    name: "operator",
  });
  await server.create("/v1/roles", {
    project: "system",
    name: "kargo-admin",
    rules: [{ resource_type: "*", actions: ["*"] }],
  });
  client = clientOf({ url: server.url, token: String(secret) });
  const [bootstrap] = (await client.json("get tokens --system -o json")) as unknown as { id: string }[];
  await client.ok(`delete token ${bootstrap?.id ?? ""}`);
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/**
 * What https://docs.kargo.io/operator-guide/security/api-tokens shows for each of its commands, byte by byte but for what
 * tells the products apart: the secret, the age, MANAGED for KARGO MANAGED (and the width of that column), and the group
 * `.kargo.akuity.io`.
 */
test("the page's commands print what the page shows", async () => {
  const created = await client.ok("create token --system --role kargo-admin kargo-admin-token-1");
  expect(created.replace(/jtnr_\w{50}/, "SECRET")).toBe(
    [
      "Token created successfully!",
      "",
      "IMPORTANT: Save this token securely. It will not be shown again.",
      "",
      "Token: SECRET",
      "",
    ].join("\n"),
  );
  const table = [
    "NAME                  ROLE          MANAGED   AGE",
    "kargo-admin-token-1   kargo-admin   true      5m",
    "",
  ].join("\n");
  const listed = await client.ok("get tokens --system");
  expect(listed.replace(/\d+s$/m, "5m")).toBe(table);
  expect((await client.ok("get tokens --system --role kargo-admin")).replace(/\d+s$/m, "5m")).toBe(table);
  const shown = await client.ok("get token --system kargo-admin-token-1 -o yaml");
  expect(shown).toMatch(/^name: kargo-admin-token-1$/m);
  expect(shown).toMatch(/^secret: "\*\*\* REDACTED \*\*\*"$/m);
  expect(shown).not.toMatch(/jtnr_\w{13}/);
  expect(await client.ok("delete token --system kargo-admin-token-1")).toBe(
    "token/kargo-admin-token-1 deleted\n",
  );
  expect(await client.run("get tokens --system")).toEqual({ code: 0, out: "", err: "No tokens found.\n" });
});

test.each([
  ["create token --role kargo-admin one", "either project or system is required"],
  ["create token one", "either project or system is required"],
  ["create token --system --project shop --role kargo-admin one", "project and system exclude each other"],
  ["create token --system one", "exactly one of --service-account, --user, --role, --mine is required"],
  ["create token --system --role kargo-admin", "name is required"],
  [
    "create token --system --role kargo-admin --mine one",
    "only one of --role, --service-account, --user, --mine can be given",
  ],
  [
    "create token --role kargo-admin --service-account shop/operator --system one",
    "only one of --service-account, --user, --role, --mine can be given",
  ],
])("`jeton %s` is a clear error and makes nothing", async (command, complaint) => {
  const { code, out, err } = await client.run(command);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(`jeton: ${complaint}\n`);
  expect(await client.json("get tokens --system -o json")).toEqual([]);
});

test("what is built in or there from the start is listed, not managed, and protected", async () => {
  const roles = await client.ok("get roles --system");
  expect(roles).toMatch(/^admin {2,}system {2,}false {2,}\S+$/m);
  expect(roles).toMatch(/^kargo-admin {2,}system {2,}true {2,}\S+$/m);
  const { code, out, err } = await client.run("delete role --system admin");
  expect([code, out]).toEqual([7, ""]);
  expect(err).toMatch(/built in/);
});

test("what another manager made is asked about, which off a terminal needs --yes", async () => {
  const body = { role_id: "role_kargo-admin", name: "of terraform", project: "system" };
  const role = (await client.json("get role kargo-admin"))["id"];
  const reply = await fetch(`${server.url}/v1/tokens`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${client.env["JETON_TOKEN"] ?? ""}`,
      "content-type": "application/json",
      "jeton-managed-by": "terraform:prod",
    },
    body: JSON.stringify({ ...body, role_id: role }),
  });
  expect(reply.status).toBe(201);
  const asked = await client.run(["delete", "token", "--system", "of terraform"]);
  expect(asked).toMatchObject({ code: 3, out: "" });
  expect(asked.err).toContain("token/of terraform is managed by terraform:prod. Delete it all the same?");
  expect(asked.err).toContain("say --yes");
  expect(await client.ok(["delete", "token", "--system", "of terraform", "--yes"])).toBe(
    "token/of terraform deleted\n",
  );
});
