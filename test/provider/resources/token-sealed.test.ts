import { readFileSync } from "node:fs";
import path from "node:path";
import sodium from "libsodium-wrappers";
import { expect, test } from "vitest";
import { send } from "../../support/http.ts";
import { findSecret } from "../../support/leaks.ts";
import { useStage } from "../../support/terraform-test.ts";
import { toyGithub } from "../../support/toy-github.ts";
import type { Ran } from "../../support/terraform.ts";
import { unzip } from "../../support/unzip.ts";

await sodium.ready;
const github = toyGithub();
const stage = useStage(undefined, {}, { "integrations/github": github.server });

const example = readFileSync(
  path.join(import.meta.dirname, "../../../examples/github-secret/main.tf"),
  "utf8",
);
/** The stage says itself where providers come from. */
const configuration = example.replace(/^terraform \{[\s\S]*?\n\}\n/m, "");

const whoami = async (token: string) => send(stage().server.url, { path: "/v1/whoami", token });

test("a token goes to a GitHub repository sealed: the job has its text, and Terraform never does", async () => {
  using project = stage().workspace(configuration, { TF_LOG: "trace", TF_VAR_repository: "shop" });
  const printed: Ran[] = [await project.plan()];
  printed.push(await project.apply("plan"));
  const first = github.open("JETON_TOKEN");
  expect((await whoami(first)).json()).toMatchObject({ token: { name: "github/shop" } });
  expect(project.attributes()["jeton_token.workflows"]).toMatchObject({ secret: null });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  github.changeKey();
  const rekeyed = await project.plan();
  expect(rekeyed.changes).toMatchObject({
    "jeton_token.workflows": {
      actions: ["update"],
      after: { secret: null },
      after_unknown: { sealed_secret: true, rotated_at: true },
    },
    "github_actions_secret.jeton_token": { actions: ["update"] },
  });
  expect(rekeyed.stdout.replaceAll(/[\s│]+/g, " ")).toContain(
    "Warning: The token will be rotated with jeton_token.workflows, on main.tf line",
  );
  const archive = unzip(readFileSync(path.join(project.folder, "plan")));
  printed.push(rekeyed, await project.apply("plan"), await project.run("show"));
  const second = github.open("JETON_TOKEN");
  expect([(await whoami(first)).status, (await whoami(second)).status]).toEqual([200, 200]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  const places = printed.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  places.push(project.read("terraform.tfstate"), project.read("terraform.tfstate.backup"));
  places.push(...[...archive.values()].map((bytes) => bytes.toString("latin1")));
  expect([archive.size > 2, places.join("").length > 10_000]).toEqual([true, true]);
  for (const secret of [first, second]) {
    expect(places.map((text) => findSecret(text, secret)).filter(Boolean)).toEqual([]);
  }
});

const token = (project: string, lines: string): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  ${lines}
}
`;

test("a token is sealed from a rotation on, and in the state again from the next", async () => {
  const key = Buffer.from(sodium.crypto_box_keypair().publicKey).toString("base64");
  using project = stage().workspace(token("turns", ``));
  await project.apply();
  const { id } = project.attributes()["jeton_token.t"] ?? {};
  const steps = [
    [`sealed_for = "${key}"`, { secret: null, sealed_secret: expect.any(String) as unknown }],
    [``, { secret: expect.stringMatching(/^jtns_/) as unknown, sealed_secret: null }],
  ] as const;
  for (const [lines, wanted] of steps) {
    project.configure(token("turns", lines));
    await project.apply();
    expect(project.attributes()["jeton_token.t"]).toMatchObject({ id, ...wanted });
    expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  }
  const low = Buffer.alloc(32).toString("base64");
  for (const [value, message] of [
    ["not a key", "Must be an X25519 public key: 32 bytes in base64."],
    [low, "for which nothing can be kept secret"],
  ] as const) {
    project.configure(token("turns", `sealed_for = "${value}"`));
    const { code, stderr } = await project.run("apply", "-auto-approve");
    expect([code, stderr.replaceAll(/[\s│]+/g, " ")]).toEqual([1, expect.stringContaining(message)]);
    expect(stderr).toMatch(/\d+:\s+sealed_for = /);
  }
});
