import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, trusting, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";
import { startServer } from "../../support/server.ts";

const path = "/v1/trust-policies";

onEveryDatabase("POST /v1/trust-policies", (world) => {
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const good = async () => trusting((await samples.service_account(world())).id, world().unused("trust"));
  const refused = async (over: object): Promise<readonly string[]> =>
    pointers(await world().refuses(post({ ...(await good()), ...over }), 422, "validation_failed"));

  test("makes one for an account, by id or by reference, in the account's project", async () => {
    const account = await samples.service_account(world(), "shop.payments");
    for (const text of [account.id, ...account.references]) {
      const body = trusting(text, world().unused("trust"));
      expect(await world().make(path, body)).toMatchObject({
        ...body,
        service_account_id: account.id,
        project: "shop.payments",
        max_ttl: "PT15M",
        mode: "full_access",
        rules: null,
        allowed_cidrs: null,
        explain_refusals: false,
        disabled: false,
      });
    }
  });

  test("every part without a default is required", async () => {
    const reply = await world().refuses(post({}), 422);
    const fields = ["/claims", "/issuer", "/name", "/service_account_id"];
    expect(pointers(reply).toSorted()).toEqual(fields);
  });

  test("the audience is the server's own address unless another is said", async () => {
    const { audience: _, ...body } = await good();
    expect(await world().make(path, body)).toMatchObject({ audience: publicUrl });
  });

  test.each([
    ["issuer", "http://issuer.example.org"],
    ["issuer", "https://issuer.example.org?x=1"],
    ["issuer", "https://issuer.example.org#"],
    ["issuer", "https://user@issuer.example.org"],
    ["issuer", "https://ISSUER.example.org"],
    ["issuer", "https://issuer.example.org:443"],
    ["issuer", "https://issuer.example.org/a/../b"],
    ["issuer", " https://issuer.example.org"],
    ["issuer", "issuer"],
    ["audience", "two words"],
    ["audience", "line\n"],
    ["audience", ""],
    ["claims", {}],
    ["claims", { repository_id: [] }],
    ["claims", { repository_id: ["1"], aud: ["x"] }],
    ["claims", { repository_id: ["1"], iss: ["x"] }],
    ["claims", { repository_id: ["1"], "": ["x"] }],
    ["claims", { repository_id: ["1"], ref: ["a***"] }],
    ["claims", { repository_id: ["1"], ref: ["main\n"] }],
    ["claims", { repository_id: ["1", "1"] }],
    [
      "claims",
      { repository_id: Array.from({ length: 70 }, (_, index) => `${String(index)}-`.padEnd(512, "1")) },
    ],
    ["max_ttl", "59s"],
    ["max_ttl", "25h"],
    ["allowed_cidrs", []],
    ["rules", viewing],
    ["mode", "custom"],
  ])("a %s of %j is refused at its field", async (field, value) => {
    const [pointer = ""] = await refused({ [field]: value });
    expect(pointer).toMatch(new RegExp(`^/(?:${field}|rules)`));
  });

  test.each([
    ["a name alone", { repository: ["octo-org/octo-repo"] }],
    ["only the subject", { sub: ["repo:octo-org/octo-repo:ref:refs/heads/main"] }],
    ["an id with a wildcard", { repository_id: ["12*"] }],
    ["an id of which one matcher has a wildcard", { repository_id: ["123", "**"] }],
  ])("of an issuer that strangers share, %s is not enough", async (_, claims) => {
    expect(await refused({ claims })).toEqual(["/claims"]);
    expect(await refused({ claims, issuer: "https://token.actions.githubusercontent.com/octo" })).toEqual([
      "/claims",
    ]);
    expect(await refused({ claims, issuer: "https://token.actions.githubusercontent.com/" })).toEqual([
      "/claims",
    ]);
  });

  test("of an issuer of one's own any claim will do", async () => {
    const body = { ...(await good()), issuer: "https://git.example.org", claims: { sub: ["repo:o/r:*"] } };
    expect(await world().make(path, body)).toMatchObject({ claims: body.claims });
  });

  test("a name is taken once in a project", async () => {
    const body = await good();
    const { id } = await world().make(path, body);
    const reply = await world().refuses(post({ ...(await good()), name: body.name }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
  });

  const trustee = { resource_type: "jeton.trust-policy", actions: ["*"] };

  test("nobody lets others in to what they lack", async () => {
    const strong = await world().account({ project: "shop", rules: [{ ...trustee, resource_type: "flow" }] });
    const weak = await world().account({ project: "shop", rules: [trustee, ...viewing] });
    const body = trusting(strong.id, world().unused("trust"));
    expect(await world().refusal(post(body, weak.token))).toBe("403 exceeds_own_rights");
    const custom = { ...body, mode: "custom", rules: viewing };
    await world().make(path, custom, weak.token);
    const wide = { ...custom, name: world().unused(), rules: [{ resource_type: "flow", actions: ["run"] }] };
    expect(await world().refusal(post(wide, weak.token))).toBe("403 exceeds_own_rights");
  });

  test("what is held for a time is not given to whoever comes later", async () => {
    const until = "2090-01-01T00:00:00Z";
    const { token } = await world().account({ project: "shop", rules: [trustee, ...viewing], until });
    const other = await world().account({ project: "shop", rules: viewing });
    const body = trusting(other.id, world().unused("trust"));
    expect(await world().refusal(post(body, token))).toBe("403 exceeds_own_rights");
  });

  test("a token that ends opens no way back into its own account", async () => {
    const rules = [trustee, ...viewing];
    const terms = { expires_at: "2090-01-01T00:00:00Z" };
    const ending = await world().account({ project: "shop", rules, terms });
    const body = trusting(ending.id, world().unused("trust"));
    expect(await world().refusal(post(body, ending.token))).toBe("403 exceeds_own_rights");
    const bounded = await world().account({
      project: "shop",
      rules,
      terms: { allowed_cidrs: ["127.0.0.0/8"] },
    });
    const own = trusting(bounded.id, world().unused("trust"));
    expect(await world().refusal(post(own, bounded.token))).toBe("403 exceeds_own_rights");
    await world().make(path, { ...own, allowed_cidrs: ["127.0.0.1/32"] }, bounded.token);
  });

  test("an account has a hundred trust policies at most", async () => {
    const { id, object } = await samples.trust_policy(world());
    const columns =
      "created_at, updated_at, created_by, managed_by, service_account_id, project_id, description, issuer, audience, claims, max_ttl, mode, rules, allowed_cidrs, explain_refusals, disabled";
    await world().database.sql(
      `insert into trust_policies (id, name, ${columns})
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 98)
       select id || cast(i as text), name || cast(i as text), ${columns} from trust_policies, n where id = '${id}'`,
    );
    const more = () => post(trusting(String(object["service_account_id"]), world().unused("trust")));
    expect((await world().send(more())).status).toBe(201);
    const refusal = await world().refuses(more(), 409, "wrong_state");
    expect(refusal.problem().detail).toContain("at most 100 trust policies");
  });

  usualRefusals(world, {
    id: "trust_policy.create",
    request: async () => post(await good()),
    stranger: 422,
  });
});

test("a server without an address of its own wants the audience said", async () => {
  await using server = await startServer();
  const { id } = await server.create("/v1/service-accounts", { name: "deployer", project: "system" });
  const { audience, ...body } = trusting(String(id), "main");
  const reply = await server.send({ method: "POST", path, body });
  expect([reply.status, pointers(reply)]).toEqual([422, ["/audience"]]);
  expect(await server.create(path, { ...body, audience })).toMatchObject({ audience });
});
