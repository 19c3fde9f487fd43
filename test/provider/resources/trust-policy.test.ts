import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const own = "https://jeton.example.com";
const stage = useStage(undefined, { JETON_PUBLIC_URL: own });

const trust = (project: string, more: string): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
resource "jeton_service_account" "b" {
  name    = "other"
  project = jeton_project.p.name
}
resource "jeton_trust_policy" "t" {
  name   = "ci"
  issuer = "https://ci.example.com"
  ${more}
}
`;

const account = "service_account_id = jeton_service_account.a.id";

test("a trust policy changes in place, is replaced for another account, and comes back when it was deleted", async () => {
  const first = `${account}\n mode = "custom"\n rules = [{ resource_type = "jeton.token", actions = ["read"] }]
    max_ttl = "1h"\n allowed_cidrs = ["192.0.2.0/24"]\n claims = { repository = ["shop/*"], ref = ["a", "b"] }`;
  using project = stage().workspace(trust("changes", first));
  await project.apply();
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  project.configure(trust("changes", first.replace(`"1h"`, `"60m"`).replace(`["a", "b"]`, `["b", "a"]`)));
  expect((await project.plan()).code).toBe(0);

  project.configure(trust("changes", `${account}\n claims = { repository = ["shop/web", "shop/api"] }`));
  const { changes } = await project.plan();
  const after = {
    claims: { repository: ["shop/api", "shop/web"] },
    mode: "full_access",
    rules: null,
    max_ttl: "PT15M",
    allowed_cidrs: null,
    audience: own,
  };
  expect(changes).toMatchObject({ "jeton_trust_policy.t": { actions: ["update"], after } });
  const { after_unknown: unknown = {} } = changes["jeton_trust_policy.t"] ?? {};
  expect(Object.keys(unknown).filter((name) => unknown[name] === true)).toEqual(["updated_at"]);
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  const { id } = project.attributes()["jeton_trust_policy.t"] ?? {};
  expect((await stage().send({ path: `/v1/trust-policies/${String(id)}` })).json()).toMatchObject(after);

  const moved = `service_account_id = jeton_service_account.b.id\n claims = { repository = ["shop/web"] }`;
  project.configure(trust("changes", moved));
  expect((await project.plan()).changes).toMatchObject({
    "jeton_trust_policy.t": { actions: ["delete", "create"], replace_paths: [["service_account_id"]] },
  });
  await project.apply("plan");
  const made = String(project.attributes()["jeton_trust_policy.t"]?.["id"]);
  await stage().send({ method: "DELETE", path: `/v1/trust-policies/${made}` });
  expect((await project.plan()).changes).toMatchObject({ "jeton_trust_policy.t": { actions: ["create"] } });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("an audience that is removed gives way to the server's own, and one that nobody configured stays", async () => {
  const claims = `${account}\n claims = { repository = ["shop/web"] }`;
  const elsewhere = "https://elsewhere.example.com";
  using project = stage().workspace(trust("heard", claims));
  await project.apply();
  const audience = (): unknown => project.attributes()["jeton_trust_policy.t"]?.["audience"];
  expect(audience()).toBe(own);

  project.configure(trust("heard", `${claims}\n audience = "${elsewhere}"`));
  await project.apply();
  expect(audience()).toBe(elsewhere);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(trust("heard", claims));
  expect((await project.plan()).changes).toMatchObject({
    "jeton_trust_policy.t": { actions: ["update"], after_unknown: { audience: true } },
  });
  await project.apply("plan");
  expect(audience()).toBe(own);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  const id = String(project.attributes()["jeton_trust_policy.t"]?.["id"]);
  await stage().send({
    method: "PATCH",
    path: `/v1/trust-policies/${id}`,
    body: { audience: elsewhere },
  });
  expect((await project.plan()).code).toBe(0);
});

test("what would trust anybody is refused, at its line and before anything is asked where that can be told", async () => {
  using project = stage().workspace(trust("anybody", `${account}\n claims = {}`));
  expect((await project.run("validate")).stderr).toContain("an empty map never means anybody");
  for (const [line, message] of [
    [`claims = { "no claim!" = ["x"] }`, "Must have a key that is a claim's name"],
    [`claims = { ref = ["a***"] }`, "`*` and `**` being the only wildcards"],
    [`claims = { ref = [] }`, "Must not be empty"],
    [`claims = { ref = ["x"] }\n mode = "custom"`, "A `custom` trust policy needs `rules`."],
  ] as const) {
    project.configure(trust("anybody", `${account}\n ${line}`));
    const { stderr } = await project.run("validate");
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(message);
  }
  const shared = trust("anybody", `${account}\n claims = { repository = ["shop/web"] }`);
  project.configure(shared.replace("https://ci.example.com", "https://token.actions.githubusercontent.com"));
  const { code, stderr } = await project.run("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /Error: Invalid value for claims[\s\S]*with jeton_trust_policy\.t,[\s\S]*repository_id/,
  );
});
