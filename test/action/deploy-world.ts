import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Fate, relay } from "../support/relay.ts";
import type { Job } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { createWorld, type World } from "./world.ts";

/** A repository with declarations that was checked out, and a server to apply them to. */
export interface DeployWorld extends AsyncDisposable {
  readonly world: World;
  /** The folder that was checked out. */
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Every request the server got. */
  readonly asked: string[];
  /** What becomes of the answer to a request to the server. */
  decide: (requestLine: string) => Fate | Promise<Fate>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** A job for an event, whose payload may say more. */
  readonly job: (event?: Event) => Job;
}

interface Event {
  readonly name: string;
  readonly ref?: string;
  readonly fromFork?: boolean;
  /** Of the runner, besides. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function createDeployWorld(): Promise<DeployWorld> {
  const world = await createWorld();
  const folder = temporaryFolder();
  const asked: string[] = [];
  const front = await relay(world.server.url, (line) => {
    asked.push(line);
    return self.decide(line);
  });
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), text);
  };
  for (const name of ["push", "pull_request", "fork"])
    await write(`.events/${name}.json`, JSON.stringify(payload(name)));
  const self: DeployWorld = {
    world,
    workspace: folder.path,
    inputs: { url: front.url, token: world.token, project: "shop" },
    asked,
    decide: () => "pass",
    write,
    job: ({ name, ref = "refs/heads/main", fromFork = false, env = {} } = { name: "push" }) =>
      world.job({
        env: {
          ...env,
          GITHUB_WORKSPACE: folder.path,
          GITHUB_EVENT_NAME: name,
          GITHUB_REF: ref,
          GITHUB_EVENT_PATH: join(folder.path, `.events/${fromFork ? "fork" : name}.json`),
        },
      }),
    [Symbol.asyncDispose]: async () => {
      await front[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
  return self;
}

function payload(name: string): unknown {
  const repository = { default_branch: "main" };
  if (name === "push") return { repository };
  const pull = {
    number: 7,
    head: {
      repo: { full_name: name === "fork" ? "eve/website" : "shop/website" },
      sha: "0123456789abcdef0123456789abcdef01234567",
    },
    base: { repo: { full_name: "shop/website" } },
  };
  return { repository, pull_request: pull };
}
