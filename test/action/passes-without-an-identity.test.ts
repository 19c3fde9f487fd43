import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createJob, type Phase } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

const whose = {
  fork: { head: "eve/website", actor: "eve" },
  Dependabot: { head: "shop/website", actor: "dependabot[bot]" },
  ours: { head: "shop/website", actor: "ann" },
} as const;

/** A run for a pull request, without an identity and without secrets. Nothing listens at the server's address. */
async function without(run: keyof typeof whose, inputs: Readonly<Record<string, string>>): Promise<Phase> {
  using folder = temporaryFolder();
  const { head, actor } = whose[run];
  const event = join(folder.path, "event.json");
  const sides = { head: { repo: { full_name: head } }, base: { repo: { full_name: "shop/website" } } };
  await writeFile(event, JSON.stringify({ pull_request: sides }));
  await writeFile(join(folder.path, "team.yaml"), "kind: group\nname: crew\nproject: shop\n");
  const env = {
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_ACTOR: actor,
    GITHUB_WORKSPACE: folder.path,
  };
  const job = createJob({ directory: folder.path, action, env });
  const main = await job.use({ url: "http://127.0.0.1:1", ...inputs });
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
  return main;
}

const plan = { declarations: "team.yaml", project: "shop" };

test.each([
  ["fork", "for a pull request from a fork", { "service-account": "shop/ci" }],
  ["fork", "for a pull request from a fork", { token: "" }],
  ["Dependabot", "started by Dependabot", { "service-account": "shop/ci" }],
  ["Dependabot", "started by Dependabot", { token: "" }],
] as const)("a plan of %s passes with a notice, having validated (%s, %o)", async (run, reason, inputs) => {
  const main = await without(run, { ...plan, ...inputs });
  expect(main).toMatchObject({ exitCode: 0, env: {}, state: {} });
  expect(main.annotations).toEqual([
    {
      level: "notice",
      message: `Not signed in, since this run is ${reason}: GitHub gives it neither an identity nor secrets. The declarations are valid (1 object in 1 file); what applying them would change is not known.`,
    },
  ]);
  expect(main.outputs).toEqual({ mode: "offline", url: "http://127.0.0.1:1" });
});

test.each([
  ["what is to be applied", "fork", { ...plan, deploy: "apply" }],
  ["what is to be minted", "fork", { ...plan, tokens: "DEPLOY_TOKEN = sa/shop/deployer" }],
  ["what is to sign in", "fork", {}],
  ["what is told to", "fork", { ...plan, "require-identity": "true" }],
  ["Dependabot's apply", "Dependabot", { ...plan, deploy: "apply" }],
  ["a plan of the repository's own, which lacks a permission", "ours", plan],
] as const)("%s needs an identity (%s)", async (_, run, inputs) => {
  for (const signIn of [{ "service-account": "shop/ci" }, { token: "" }]) {
    const main = await without(run, { ...inputs, ...signIn });
    expect(main).toMatchObject({ exitCode: 1, outputs: {} });
    expect(main.annotations[0]?.message).toMatch(
      /^(?:Cannot sign in as shop\/ci: this run has no identity|`token` is empty)/,
    );
  }
});

test("a token that is wrong is no missing one", async () => {
  const main = await without("fork", { ...plan, token: "ghp_0123456789" });
  expect(main.exitCode).toBe(1);
});

test("an empty token may be one that does not pass from job to job", async () => {
  const main = await without("ours", {});
  expect(main.annotations[0]?.message).toContain(
    "If it is an output of another job: masked values do not pass from job to job, so run this Action again in this one.",
  );
});
