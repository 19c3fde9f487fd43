import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { createJob } from "../test/support/runner.ts";
import { spawnServer } from "../test/support/spawned-server.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";
import { installMirror, openWorkspace, type Ran } from "../test/support/terraform.ts";
import { terraformBinary } from "../test/support/terraform-binary.ts";

/**
 * `npm run demo`: the whole of Jeton once, for real: a server, the provider in the real terraform, the Action as a
 * runner runs it, a request that is let through and one that is not. Exits 1 with the step that failed.
 */

const root = path.join(import.meta.dirname, "..");
let count = 0;

function step(text: string): void {
  count += 1;
  console.log(`\n${String(count)}. ${text}`);
}

function say(text: string): void {
  for (const line of text.trimEnd().split("\n")) console.log(`   ${line}`);
}

function must(fact: boolean, otherwise: string): void {
  if (!fact) throw new Error(otherwise);
}

function expectCode(ran: Ran, code: number, what: string): Ran {
  must(
    ran.code === code,
    `${what} ended with ${String(ran.code)}, not ${String(code)}:\n${ran.stdout}${ran.stderr}`,
  );
  return ran;
}

/** The lines that say what Terraform did, of all it prints. */
function gist({ stdout }: Ran): string {
  const telling =
    /^(Plan:|Apply complete|Destroy complete|No changes|Terraform has been|jeton_\S+: (Creation|Destruction) complete)/;
  return stdout
    .split("\n")
    .filter((line) => telling.test(line))
    .join("\n");
}

async function demo(): Promise<void> {
  const binary = terraformBinary;
  if (binary === undefined) {
    throw new Error("neither `terraform` nor `tofu` is on the PATH; install one of them and try again");
  }
  using folder = temporaryFolder();

  step("Build the provider and put it into a filesystem mirror");
  await promisify(execFile)(process.execPath, [path.join(root, "tools/build.ts")], { cwd: root });
  const mirror = path.join(folder.path, "mirror");
  installMirror(mirror, path.join(root, "provider/dist"), packageJson.version);
  say("provider/dist/terraform-provider-jeton");

  step("Start the server on SQLite in a temporary folder");
  await using server = await spawnServer();
  say(`${server.url}, ready after ${server.readyAfter.toFixed(0)} ms`);

  step(`Declare a project, a role, a service account, a binding and a token with ${path.basename(binary)}`);
  using workspace = openWorkspace({ mirror, env: { JETON_URL: server.url, JETON_TOKEN: server.token } });
  cpSync(path.join(root, "examples/quickstart"), workspace.folder, { recursive: true });
  expectCode(await workspace.run("init"), 0, "init");
  say(gist(expectCode(await workspace.run("plan", "-out=plan", "-detailed-exitcode"), 2, "plan")));
  say(gist(expectCode(await workspace.run("apply", "plan"), 0, "apply")));

  step("Plan again: nothing is left to do");
  say(gist(expectCode(await workspace.run("plan", "-detailed-exitcode"), 0, "the second plan")));

  step("Run the Action as a GitHub runner does, with the token that Terraform made");
  const token = expectCode(await workspace.run("output", "-raw", "deployer_token"), 0, "output").stdout;
  const job = createJob({ directory: folder.path, action: root });
  const minting = { url: server.url, token, tokens: "DEPLOY_TOKEN = sa/shop/deployer", "export-env": "true" };
  const main = await job.use(minting);
  must(main.exitCode === 0, `the Action failed:\n${main.log}`);
  const minted = job.env["DEPLOY_TOKEN"] ?? "";
  must(minted !== "" && !main.log.includes(minted), "the minted token is missing, or readable in the log");
  say(job.mask(`DEPLOY_TOKEN=${minted}`));

  step("Call an endpoint that a reverse proxy protects with Jeton");
  const may = async (action: string): Promise<number> => {
    const url = `${server.url}/v1/forward-auth?resource_type=flow&action=${action}&project=shop`;
    const reply = await fetch(url, { headers: { authorization: `Bearer ${minted}` } });
    say(`${action} a flow of shop: ${String(reply.status)}`);
    return reply.status;
  };
  must((await may("execute")) === 200, "executing a flow was refused");
  must((await may("delete")) === 403, "deleting a flow was not refused");

  step("End the job: the Action revokes what it minted");
  const [post] = await job.finish();
  must(post?.exitCode === 0, `the post phase failed:\n${post?.log ?? ""}`);
  must((await may("execute")) === 401, "the minted token is still accepted");

  step("Destroy everything");
  say(gist(expectCode(await workspace.run("destroy", "-auto-approve"), 0, "destroy")));
  const left = await fetch(`${server.url}/v1/service-accounts`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  const { items } = (await left.json()) as { readonly items: readonly unknown[] };
  must(items.length === 0, "a service account is left");
}

try {
  await demo();
  console.log("\ndemo: ok");
} catch (cause) {
  console.error(
    `\ndemo: step ${String(count)} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
  process.exitCode = 1;
}
