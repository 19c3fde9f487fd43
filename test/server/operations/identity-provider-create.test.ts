import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";
import { startServerOn } from "../../support/server-on.ts";
import { dialects } from "../../support/databases.ts";

const path = "/v1/identity-providers";
const secret = "a client's own ~ secret";

onEveryDatabase("POST /v1/identity-providers", (world) => {
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const good = () => ({
    name: world().unused("idp"),
    issuer: "https://login.example.com/realms/main",
    client_id: "jeton",
  });
  const refused = async (over: object): Promise<readonly string[]> =>
    pointers(await world().refuses(post({ ...good(), ...over }), 422, "validation_failed"));

  test("makes one, closed to whoever is new, and says where it sends people back to", async () => {
    const body = good();
    expect(await world().make(path, body)).toMatchObject({
      ...body,
      display_name: null,
      scopes: null,
      required_claims: null,
      allow_sign_up: false,
      trust_email: false,
      claims_max_age: "P1D",
      disabled: false,
      redirect_uri: `${publicUrl}/v1/session:callback/${body.name}`,
    });
  });

  test("its client's secret is sealed in the database, and shown and told by nothing", async () => {
    const made = await world().make(path, { ...good(), client_secret: secret });
    const list = await world().send({ path });
    const audit = await world().send({ path: `/v1/audit-events?target_id=${String(made["id"])}` });
    expect(audit.json()["items"]).toMatchObject([
      { action: "identity_provider.set-client-secret" },
      { action: "identity_provider.create" },
    ]);
    const everywhere = [JSON.stringify(made), list.text, audit.text, await world().dump(), world().log()];
    expect(everywhere.filter((text) => text.includes(secret))).toEqual([]);
  });

  test.each([
    ["name", "Two Words"],
    ["issuer", "http://login.example.com"],
    ["client_id", "two words"],
    ["client_id", ""],
    ["client_secret", "line\nline"],
    ["client_secret", ""],
    ["scopes", []],
    ["scopes", ["openid"]],
    ["scopes", ["offline_access"]],
    ["scopes", ['"']],
    ["required_claims", {}],
    ["required_claims", { hd: [] }],
    ["required_claims", { iss: ["x"] }],
    ["claims_max_age", "59s"],
    ["claims_max_age", "32d"],
    ["redirect_uri", "https://attacker.example.org"],
  ])("a %s of %j is refused at its field", async (field, value) => {
    const [pointer = ""] = await refused({ [field]: value });
    expect(pointer).toMatch(new RegExp(`^/${field}`));
  });

  test("where anybody can have an identity, whoever is new is told apart by a claim, exactly", async () => {
    const google = { issuer: "https://accounts.google.com", allow_sign_up: true };
    expect(await refused(google)).toEqual(["/required_claims"]);
    expect(await refused({ ...google, required_claims: { hd: ["*.example.com"] } })).toEqual([
      "/required_claims",
    ]);
    const required_claims = { hd: ["example.com"] };
    expect(await world().make(path, { ...good(), ...google, required_claims })).toMatchObject(google);
    await world().make(path, { ...good(), ...google, allow_sign_up: false });
  });

  test("a name is taken once", async () => {
    const body = good();
    const { id } = await world().make(path, body);
    const reply = await world().refuses(post({ ...good(), name: body.name }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
  });

  test("who does not hold everything, everywhere and for good makes none", async () => {
    const every = { resource_type: "*", actions: ["*"] };
    const others = [
      {
        rules: [
          { resource_type: "jeton.*", actions: ["*"] },
          { resource_type: "@declared", actions: ["*"] },
        ],
      },
      { role: "role_admin", until: "2090-01-01T00:00:00Z" },
      {
        role: "role_admin",
        terms: { mode: "custom", rules: [{ resource_type: "jeton.*", actions: ["*"] }] },
      },
    ];
    for (const options of others) {
      const { token } = await world().account(options);
      expect(await world().refusal(post(good(), token))).toBe("403 exceeds_own_rights");
    }
    const { token } = await world().account({ rules: [every] });
    await world().make(path, good(), token);
  });

  usualRefusals(world, { id: "identity_provider.create", request: () => post(good()), stranger: 403 });
});

test("a server without an encryption key has no identity providers", async () => {
  await using server = await startServerOn(dialects[1]!, { JETON_ENCRYPTION_KEY: "" });
  const body = { name: "main", issuer: "https://login.example.com", client_id: "jeton" };
  const reply = await server.send({ method: "POST", path, body });
  expect([reply.status, reply.problem()]).toMatchObject([404, { code: "not_configured" }]);
  expect(reply.problem().detail).toContain("JETON_ENCRYPTION_KEY");
});
