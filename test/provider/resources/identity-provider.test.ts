import { expect, test } from "vitest";
import { findSecret } from "../../support/leaks.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage(undefined, { JETON_PUBLIC_URL: "https://jeton.example.com" });

const first = "the-first-secret-of-the-client";
const second = "the-second-secret-of-the-client";

const login = (more: string): string => `
variable "secret" {
  type      = string
  ephemeral = true
  default   = null
}
resource "jeton_identity_provider" "login" {
  name      = "login"
  issuer    = "https://login.example.com"
  client_id = "jeton"
  ${more}
}
resource "jeton_user" "ann" { email = "ann@example.com" }
resource "jeton_user_identity" "ann" {
  user_id = jeton_user.ann.id
  issuer  = jeton_identity_provider.login.issuer
  subject = "248289761001"
}
`;
const written = (version: number): string =>
  login(`client_secret_wo = var.secret\n client_secret_wo_version = ${String(version)}`);
const given = (secret: string) => ({ "secret.auto.tfvars": `secret = "${secret}"` });

test("an identity provider and who somebody is there: made, changed in place, and its secret in no state or trace", async () => {
  using project = stage().workspace(written(1), { TF_LOG: "trace" });
  project.write(given(first));
  const made = await project.apply();
  expect(project.attributes()["jeton_identity_provider.login"]).toMatchObject({
    client_secret_wo: null,
    client_secret_wo_version: 1,
    redirect_uri: "https://jeton.example.com/v1/session:callback/login",
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  project.write(given(second));
  expect((await project.plan()).code).toBe(0);

  project.configure(written(2));
  const { changes } = await project.plan();
  expect(changes).toEqual({
    "jeton_identity_provider.login": expect.objectContaining({ actions: ["update"] }) as unknown,
  });
  const changed = await project.apply();
  const places = [project.read("terraform.tfstate"), project.read("terraform.tfstate.backup")];
  for (const { stdout, stderr } of [made, changed]) places.push(stdout, stderr);
  for (const secret of [first, second])
    expect(places.map((text) => findSecret(text, secret)).filter(Boolean)).toEqual([]);
  const audit = await stage().send({ path: "/v1/audit-events?action=identity_provider.set-client-secret" });
  expect(audit.json()["items"]).toHaveLength(2);

  const more = `allow_sign_up = true\n required_claims = { hd = ["example.com"] }\n claims_max_age = "8h"`;
  project.configure(login(more));
  const { changes: widened } = await project.plan();
  expect(widened["jeton_identity_provider.login"]).toMatchObject({ actions: ["update"] });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  project.configure(login(more).replace("248289761001", "another"));
  expect((await project.plan()).changes).toMatchObject({
    "jeton_user_identity.ann": { actions: ["delete", "create"], replace_paths: [["subject"]] },
  });
});
