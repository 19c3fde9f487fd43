import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { buildProvider } from "./built-provider.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import { send } from "./http.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { installMirror, openWorkspace, type Ran, type Workspace } from "./terraform.ts";

/**
 * What goes wrong in the middle of an apply. `state cut` is a terraform killed while it writes its state: it empties the file
 * and then fills it, so that nothing is left of it. A round has to come before it, or there is nothing to put back.
 */
export const faults = [
  "server killed",
  "provider killed",
  "terraform killed",
  "state cut",
  "interrupted",
  "busy",
  "answers lost",
  "slow",
] as const;
type Fault = (typeof faults)[number];

/** One apply with a fault in it, and what the next ones made of it. */
interface Round {
  readonly fault: Fault;
  /** Whether the apply came to the fault. */
  readonly happened: boolean;
  /** Whatever is not as it has to be then; empty when all is. */
  readonly broken: readonly string[];
}

const TOKENS = ["t0", "t1", "t2", "t3"];
const STATE = "terraform.tfstate";
const MUTATION = /^(?:POST|PATCH|DELETE) \/v1\/tokens/;

/** A server, the built provider, and configurations of tokens that the real terraform applies one after the other. */
export interface FaultWorld extends AsyncDisposable {
  /**
   * Applies another configuration with the fault at the nth request that changes a token, heals it, puts back the state of
   * before where a killed terraform left none that can be read, applies again, and looks whether state and server agree:
   * every token in the state works, and none works that is in no state.
   */
  readonly round: (fault: Fault, nth: number) => Promise<Round>;
}

/** @param random from 0 to 1, for the configurations */
export async function openFaultWorld(random: () => number): Promise<FaultWorld> {
  const folder = temporaryFolder();
  const [built, mirror] = [path.join(folder.path, "built"), path.join(folder.path, "mirror")];
  await buildProvider(built);
  installMirror(mirror, built, packageJson.version);
  const data = path.join(folder.path, "data");
  mkdirSync(data);
  let server = await spawnServer({ folder: data });
  const proxy = await startFaultProxy(() => server.url);
  const env = { JETON_URL: proxy.url, JETON_TOKEN: server.token };
  const workspace = openWorkspace({ mirror, env, files: { "main.tf": configuration(random) } });
  const { code, stderr } = await workspace.run("init");
  if (code !== 0) throw new Error(stderr);

  const restart = async (): Promise<void> => {
    const { token } = server;
    server.kill("SIGKILL");
    await server.ended;
    server = await spawnServer({ folder: data, token });
  };
  let restarting: Promise<void> | undefined;
  const strike = (fault: Fault, terraform: ChildProcess): void => {
    if (fault === "interrupted") terraform.kill("SIGINT");
    if (isKill(fault)) terraform.kill("SIGKILL");
    if (fault === "provider killed") {
      for (const pid of childrenOf(terraform.pid)) process.kill(pid, "SIGKILL");
    }
    if (fault === "server killed") restarting = restart();
  };
  const applyWith = async (fault: Fault, nth: number): Promise<boolean> => {
    const { process: terraform, done } = workspace.start("apply", "-auto-approve");
    let count = 0;
    proxy.decide = (request) => {
      if (!MUTATION.test(request)) return "pass";
      count += 1;
      if (fault === "slow") return { late: 300 };
      if (count < nth) return "pass";
      if (fault === "busy") return count < nth + 3 ? "refuse" : "pass";
      if (fault === "answers lost") return count < nth + 6 ? "lose" : "pass";
      if (count === nth) strike(fault, terraform);
      // What has been sent is done all the same, whether anybody waits for it or not.
      return count === nth ? { late: 50 } : "pass";
    };
    await done;
    await restarting;
    proxy.decide = () => "pass";
    if (fault === "state cut" && count >= nth) workspace.write({ [STATE]: "" });
    return count >= nth;
  };
  return {
    round: async (fault, nth) => {
      workspace.write({ "main.tf": configuration(random) });
      const before = workspace.read(STATE);
      const happened = await applyWith(fault, nth);
      // As its operator does, who has it in `terraform.tfstate.backup` or among the versions of a bucket.
      if (isKill(fault) && !isWhole(workspace.read(STATE))) workspace.write({ [STATE]: before });
      return {
        fault,
        happened,
        broken: [...(await converged(workspace)), ...(await disagreements(workspace, server))],
      };
    },
    [Symbol.asyncDispose]: async () => {
      workspace[Symbol.dispose]();
      for (const one of [proxy, server]) await one[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

function isKill(fault: Fault): boolean {
  return fault === "terraform killed" || fault === "state cut";
}

/** Whether a state was written to its end. */
function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Applies without a fault until that succeeds, three times at most, and tells when there is something left to do then. */
async function converged(workspace: Workspace): Promise<readonly string[]> {
  const runs: Ran[] = [];
  while (runs.length < 3 && runs.at(-1)?.code !== 0) runs.push(await workspace.run("apply", "-auto-approve"));
  const again = await workspace.run("plan", "-detailed-exitcode");
  return again.code === 0 ? [] : [`not converged: ${[...runs, again].map(textOf).join("")}`];
}

/** Some tokens of one account; `keepers` of a few values, so that most changes rotate some. */
function configuration(random: () => number): string {
  const some = TOKENS.filter(() => random() < 0.8);
  const tokens = some.map(
    (name) => `resource "jeton_token" "${name}" {
  service_account_id = jeton_service_account.a.id
  name               = "${name}"
  description        = "${String(Math.floor(random() * 3))}"
  keepers            = { version = "${String(Math.floor(random() * 3))}" }
  rotation           = { grace_period = "1h" }
}`,
  );
  return `terraform {
  required_providers {
    jeton = { source = "jeton/jeton" }
  }
}
resource "jeton_service_account" "a" {
  name    = "robot"
  project = "system"
}
${tokens.join("\n")}
`;
}

async function disagreements(workspace: Workspace, server: SpawnedServer): Promise<readonly string[]> {
  const kept = tokensIn(workspace);
  const dead = await Promise.all(
    kept.map(async ({ id, secret }) => {
      const { status } = await send(server.url, { path: "/v1/whoami", token: secret });
      return status === 200 ? [] : [`the secret of ${id} in the state answers ${String(status)}`];
    }),
  );
  const account = "sa/system/robot";
  const list = `/v1/tokens?service_account_id=${encodeURIComponent(account)}&state=active&page_size=200`;
  const { items } = (await send(server.url, { path: list, token: server.token })).json();
  const ids = new Set(kept.map(({ id }) => id));
  const orphans = (items as { readonly id: string; readonly name: string }[]).filter(
    ({ id }) => !ids.has(id),
  );
  return [...dead.flat(), ...orphans.map(({ id, name }) => `${id} (${name}) lives and is in no state`)];
}

function tokensIn(workspace: Workspace): readonly { readonly id: string; readonly secret: string }[] {
  const { resources } = JSON.parse(workspace.read(STATE)) as {
    readonly resources: readonly {
      readonly type: string;
      readonly instances: readonly {
        readonly attributes: { readonly id: string; readonly secret: string };
      }[];
    }[];
  };
  const tokens = resources.filter(({ type }) => type === "jeton_token");
  return tokens.flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
}

/** Ids of a process's children, where the system tells them in /proc. */
function childrenOf(pid: number | undefined): readonly number[] {
  const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, "utf8");
  return text
    .split(" ")
    .map(Number)
    .filter((child) => child > 0);
}

function textOf({ stdout, stderr }: Ran): string {
  return stdout + stderr;
}
