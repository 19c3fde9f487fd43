import { expect, test } from "vitest";
import { createJob, type Phase } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

/** A run without an identity and without secrets. Nothing listens at the server's address. */
async function without(inputs: Readonly<Record<string, string>>): Promise<Phase> {
  using folder = temporaryFolder();
  const job = createJob({ directory: folder.path, action });
  const main = await job.use({ url: "http://127.0.0.1:1", ...inputs });
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
  return main;
}

const passes = { "require-identity": "false" };

test.each([
  [
    "service-account",
    { "service-account": "shop/ci" },
    "Cannot sign in as shop/ci: this run has no identity.",
  ],
  ["token", { token: "" }, "Not signed in: `token` and `service-account` are empty."],
])(
  "with require-identity: false it passes with a notice, having asked nobody: %s",
  async (_, inputs, message) => {
    const main = await without({ ...inputs, ...passes });
    expect(main).toMatchObject({ exitCode: 0, env: {}, state: {} });
    expect(main.annotations).toEqual([{ level: "notice", message: expect.stringContaining(message) }]);
    expect(main.outputs).toEqual({ mode: "offline", url: "http://127.0.0.1:1" });
  },
);

test.each([{ "service-account": "shop/ci" }, { token: "" }])(
  "what is to be minted needs an identity, whatever require-identity says: %o",
  async (inputs) => {
    const tokens = "DEPLOY_TOKEN = sa/shop/deployer";
    const main = await without({ ...inputs, ...passes, tokens });
    expect(main).toMatchObject({ exitCode: 1, outputs: {} });
    expect(main.annotations[0]?.message).toMatch(
      /^(?:Cannot sign in as shop\/ci: this run|`token` is empty)/,
    );
  },
);

test("a token that is wrong is no missing one", async () => {
  const main = await without({ ...passes, token: "ghp_0123456789" });
  expect(main.exitCode).toBe(1);
});

test("an empty token may be one that does not pass from job to job", async () => {
  const main = await without({});
  expect(main.annotations[0]?.message).toContain(
    "If it is an output of another job: masked values do not pass from job to job, so run this Action again in this one.",
  );
});
