import { expect, test } from "vitest";
import { findSecret } from "../../support/leaks.ts";
import { send } from "../../support/http.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage(undefined, { JETON_PUBLIC_URL: "https://jeton.example.com" });

const first = "correct horse battery staple";
const second = "quite another passphrase";
const email = "ann@example.com";

const user = (more: string): string => `
variable "password" {
  type      = string
  ephemeral = true
  default   = null
}
resource "jeton_user" "ann" {
  email = "${email}"
  ${more}
}
`;
const written = (version: number): string =>
  user(`password_wo = var.password\n password_wo_version = ${String(version)}`);
/** In a file: Terraform traces its own arguments. */
const given = (password: string) => ({ "password.auto.tfvars": `password = "${password}"` });

async function signsIn(password: string): Promise<boolean> {
  const { status } = await send(stage().server.url, {
    method: "POST",
    path: "/v1/session",
    headers: { "sec-fetch-site": "same-origin" },
    body: { email, password },
  });
  return status < 400;
}

test("a password is given, changed with its version, and in no state, plan or trace", async () => {
  using project = stage().workspace(written(1), { TF_LOG: "trace" });
  project.write(given(first));
  const made = await project.apply();
  expect(await signsIn(first)).toBe(true);
  expect(project.attributes()["jeton_user.ann"]).toMatchObject({ password_wo: null, password_wo_version: 1 });
  project.write(given(second));
  expect((await project.plan()).code).toBe(0);

  project.configure(written(2));
  const plan = await project.plan();
  expect(plan.changes["jeton_user.ann"]).toMatchObject({ actions: ["update"], after: { password_wo: null } });
  const changed = await project.apply();
  expect([await signsIn(first), await signsIn(second)]).toEqual([false, true]);
  expect((await project.plan()).code).toBe(0);

  const places = [
    (await project.run("show", "-json", "plan")).stdout,
    project.read("terraform.tfstate"),
    project.read("terraform.tfstate.backup"),
  ];
  for (const { stdout, stderr } of [made, plan, changed]) places.push(stdout, stderr);
  for (const password of [first, second]) {
    expect(places.map((text) => findSecret(text, password)).filter(Boolean)).toEqual([]);
  }

  project.configure(user(""));
  await project.apply();
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect(await signsIn(second)).toBe(true);
});

test("the value and its version go together, and what is wrong with the value is told at its line", async () => {
  using project = stage().workspace(user(`password_wo = "${first}"`));
  for (const lines of [`password_wo = "${first}"`, "password_wo_version = 1"]) {
    project.configure(user(lines));
    expect((await project.run("validate")).stderr).toContain(
      "password_wo and password_wo_version are set together.",
    );
  }
  project.configure(user(`password_wo = "short"\n password_wo_version = 1`));
  expect((await project.run("validate")).stderr).toMatch(
    /Invalid value for password_wo[\s\S]*with jeton_user\.ann,[\s\S]*must have at least 12 characters/i,
  );
  const other = "bob.marley@example.com";
  project.configure(
    user(`password_wo = "${other}"\n password_wo_version = 1`).replace(
      `email = "${email}"`,
      `email = "${other}"`,
    ),
  );
  const { code, stderr } = await project.run("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(stderr).toMatch(/Invalid value for password_wo[\s\S]*with jeton_user\.ann,/);
});
