import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  server = await startServer();
  client = clientOf(server);
  await client.ok("create project shop");
  await client.ok("create sa --project shop deployer");
  await client.ok("create sa --project shop builder");
  await client.ok("create user ann@example.com");
  await client.ok("create role --project shop releaser --rule jeton.project:read");
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const stateOf = async (token: string): Promise<unknown> =>
  (await send(token)) === 200 ? "works" : "is refused";

async function send(token: string): Promise<number> {
  return (await server.send({ path: "/v1/whoami", token })).status;
}

async function newToken(name: string, owner = "deployer"): Promise<string> {
  return (await client.ok(`create token --service-account ${owner} ${name} --quiet`)).trim();
}

test("rotating gives a new secret, the old one stops after its grace, and the rotation is taken back", async () => {
  const first = await newToken("rotated");
  const second = (await client.ok("rotate token rotated --quiet")).trim();
  expect([await stateOf(first), await stateOf(second)]).toEqual(["is refused", "works"]);
  const told = await client.ok("rotate token rotated --grace 1h --expires-at 30d");
  expect(told).toMatch(
    /^Token rotated successfully!\n\nIMPORTANT: Save this token securely\. It will not be shown again\.\n\nToken: jtns_\w{50}\n\nRotation: \S+ /,
  );
  const [, rotation = ""] = /Rotation: (\S+)/.exec(told) ?? [];
  const [third = ""] = /jtns_\w{50}/.exec(told) ?? [];
  expect([await stateOf(second), await stateOf(third)]).toEqual(["works", "works"]);
  expect((await client.json("get token rotated"))["expires_at"]).toEqual(expect.any(String));
  expect(await client.ok(`rollback token rotated --rotation ${rotation}`)).toBe(
    "token/rotated rolled back\n",
  );
  expect([await stateOf(second), await stateOf(third)]).toEqual(["works", "is refused"]);
});

test("a token is disabled, enabled and revoked, and so is what else can be disabled", async () => {
  const secret = await newToken("switched");
  expect(await client.ok("disable token switched")).toBe("token/switched disabled\n");
  expect(await stateOf(secret)).toBe("is refused");
  expect(await client.ok("enable token switched")).toBe("token/switched enabled\n");
  expect(await stateOf(secret)).toBe("works");
  expect(await client.ok("disable sa shop/deployer")).toBe("service-account/deployer disabled\n");
  expect(await stateOf(secret)).toBe("is refused");
  await client.ok("enable sa shop/deployer");
  expect(await client.ok("revoke token switched")).toBe("token/switched revoked\n");
  expect(await stateOf(secret)).toBe("is refused");
});

test("tokens are revoked by what they have in common, once somebody said yes", async () => {
  const [one, two] = [await newToken("one", "builder"), await newToken("two", "builder")];
  const dry = await client.run("revoke tokens --service-account builder --dry-run");
  expect(dry).toMatchObject({ code: 0, err: "2 tokens would be revoked.\n" });
  const asked = await client.run("revoke tokens --service-account builder");
  expect(asked).toMatchObject({ code: 3, out: "" });
  expect(asked.err).toContain("Revoke 2 tokens for good?");
  expect([await stateOf(one), await stateOf(two)]).toEqual(["works", "works"]);
  const done = await client.run("revoke tokens --service-account builder --yes");
  expect(done).toMatchObject({ code: 0, err: "2 tokens revoked.\n", out: dry.out });
  expect([await stateOf(one), await stateOf(two)]).toEqual(["is refused", "is refused"]);
  expect(await client.run("revoke tokens --yes")).toMatchObject({ code: 2, out: "" });
});

test("a role is granted, granted again without a change, and taken back", async () => {
  const words = "--role releaser --service-account deployer --project shop";
  expect(await client.ok(`grant ${words}`)).toMatch(/^role-binding\/rb_\S+ created\n$/);
  expect(await client.ok(`grant ${words}`)).toMatch(/^role-binding\/rb_\S+ unchanged\n$/);
  expect(await client.ok("get role-bindings --project shop --service-account deployer")).toMatch(
    /^releaser {3,}shop\/deployer {3,}shop/m,
  );
  expect(await client.ok(`revoke ${words}`)).toMatch(/^role-binding\/rb_\S+ deleted\n$/);
  expect((await client.run(`revoke ${words}`)).code).toBe(6);
  expect((await client.run("grant --role releaser --project shop")).err).toContain(
    "exactly one of --service-account, --user, --group",
  );
  expect((await client.run("grant --service-account deployer --project shop")).err).toContain(
    "--role is required",
  );
  expect((await client.run("grant --role releaser --service-account deployer")).err).toContain(
    "either project or system is required",
  );
  const claim =
    "--role releaser --project shop --claim-issuer https://id.example.org --claim-name groups --claim-value";
  await client.ok(`grant ${claim} a`);
  expect(await client.ok(`grant ${claim} b`)).toMatch(/created\n$/);
  expect((await client.ok(`revoke ${claim} a`)).trim().split("\n")).toHaveLength(1);
});

test("a token that awaits approval is shown and approved by another", async () => {
  await client.ok("create policy --project shop --require-approval");
  await client.ok("grant --role admin --service-account builder --system");
  const asker = await client.ok("create token --service-account builder asker --quiet");
  await client.ok("create user bob@example.com");
  await client.ok("grant --role admin --user bob@example.com --system");
  const bob = (await client.ok("create token --user bob@example.com bob --quiet")).trim();
  const other = clientOf({ url: server.url, token: bob });
  const refused = await other.run("approve token asker");
  expect(refused).toMatchObject({ code: 3, out: "" });
  expect(refused.err).toMatch(/^State: +pending$/m);
  expect(await stateOf(asker.trim())).toBe("is refused");
  expect((await other.run("approve token asker --yes")).out).toBe("token/asker approved\n");
  expect(await stateOf(asker.trim())).toBe("works");
  other[Symbol.dispose]();
  await client.ok("update policy shop --no-require-approval");
});

test("a token is given another owner with a new secret", async () => {
  const before = await newToken("given");
  const after = (await client.ok("transfer token given --to-service-account shop/builder --quiet")).trim();
  expect([await stateOf(before), await stateOf(after)]).toEqual(["is refused", "works"]);
  expect(await client.ok("get token given --service-account builder -o name")).toMatch(/^tok_/);
  expect((await client.run("transfer token given")).code).toBe(2);
});

test("whom somebody off-boards is shown what is left behind, and asked", async () => {
  await client.ok("create user cy@example.com");
  const secret = (await client.ok("create token --user cy@example.com laptop --quiet")).trim();
  expect(await client.ok("off-board user cy@example.com --dry-run")).toMatch(
    /^tokens {3,}tok_\S+ {3,}laptop {3,}system$/m,
  );
  const asked = await client.run("off-board user cy@example.com");
  expect(asked).toMatchObject({ code: 3, out: "" });
  expect(asked.err).toContain("Disable user/cy@example.com and end all of this?");
  expect(await stateOf(secret)).toBe("works");
  expect((await client.run("off-board user cy@example.com --yes --delete")).err).toBe(
    "user/cy@example.com deleted\n",
  );
  expect(await stateOf(secret)).toBe("is refused");
  expect((await client.run("get user cy@example.com")).code).toBe(6);
});

test("a token of another system is taken over by its hash", async () => {
  const sha256 = "a".repeat(64);
  const out = await client.ok(
    `create token --service-account deployer taken-over --imported-sha256 ${sha256} --imported-hint old_`,
  );
  expect(out).toBe("Token created successfully!\n");
  expect(await client.json("get token taken-over")).toMatchObject({ hint: "old_" });
});

test("which policy is in force is said with whose each value is", async () => {
  await client.ok("create policy --system --max-lifetime 365d");
  const out = await client.ok("effective-policy --project shop");
  expect(out).toMatch(/^max-lifetime {3,}P365D {3,}system$/m);
  expect((await client.run("effective-policy")).code).toBe(2);
  await client.ok("delete policy system");
});

test("webhooks are pinged, their messages sent again, and their secrets replaced", async () => {
  const made = await client.ok(
    "create webhook --project shop alerts --webhook-url https://hooks.example.invalid/",
  );
  expect(made).toMatch(
    /^Webhook created successfully!\n\nIMPORTANT: Save this secret securely\. It will not be shown again\.\n\nSecret: whsec_\S+\n$/,
  );
  expect(await client.ok("ping webhook alerts")).toBe("webhook/alerts pinged\n");
  const [delivery] = await client.json<{ id: string }[]>("get webhook-deliveries --project shop");
  expect(await client.ok(`resend webhook-delivery ${delivery?.id ?? ""}`)).toMatch(/ sent again\n$/);
  expect(await client.ok("rotate webhook alerts --quiet")).toMatch(/^whsec_\S+\n$/);
});

test("any operation is called by its id", async () => {
  expect((await client.ok("api list")).split("\n")).toContain("token.get");
  expect(JSON.parse(await client.ok("api project.get --param id=shop"))).toMatchObject({ name: "shop" });
  expect(JSON.parse(await client.ok("api role.list --query project=shop"))).toMatchObject({
    items: [{ name: "releaser" }],
  });
  const checked = await client.ok("api access.check -f -", {
    input: "checks:\n  - {resource_type: jeton.project, action: read, project: shop}\n",
  });
  expect(checked).toContain("true");
  expect((await client.run("api session.get")).code).toBe(2);
  expect((await client.run("api project.get")).err).toContain("--param id=VALUE is required");
});
