import { execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "../test/support/temporary-folder.ts";
import { startBare } from "./bare-server.ts";
import { atLeast, type Figure, type Measured, type Plot } from "./figure.ts";
import { type Loaded, load, type Target } from "./load.ts";
import { startVerifying } from "./verifying-server.ts";

interface Peer {
  /** What it is started with, in its folder, as its documentation says. */
  readonly command: (files: { readonly database: string }) => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Other servers that check a credential, each set up in `bench/peers`; what they are asked says the line that they print. */
const peers = {
  "better-auth": { command: ({ database }) => [process.execPath, "main.mjs", database] },
  "oidc-provider": { command: () => [process.execPath, "main.mjs"] },
  strapi: {
    command: () => [process.execPath, "node_modules/@strapi/strapi/bin/strapi.js", "start"],
    env: { PORT: "0", NODE_ENV: "production", STRAPI_TELEMETRY_DISABLED: "true" },
  },
} as const satisfies Readonly<Record<string, Peer>>;

type PeerName = keyof typeof peers;
const peerNames = Object.keys(peers) as readonly PeerName[];

interface RunningPeer extends AsyncDisposable {
  readonly target: Target;
}

/**
 * Installs a peer from npm, unless it is already there, and starts it.
 * @throws Error with what it printed when it ends before it listens
 */
async function startPeer(name: PeerName): Promise<RunningPeer> {
  const folder = await installPeer(name);
  const temporary = temporaryFolder();
  const peer: Peer = peers[name];
  const database = path.join(temporary.path, "peer.db");
  const [program = "", ...args] = peer.command({ database });
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      DATABASE_FILENAME: database,
      ...peer.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const printed: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    printed.push(`${line}\n`);
    if (!line.startsWith('{"url"')) continue;
    child.stdout.resume();
    return {
      target: { name, pid: child.pid ?? 0, ...(JSON.parse(line) as Pick<Target, "url" | "asks">) },
      [Symbol.asyncDispose]: async () => {
        child.kill("SIGKILL");
        await ended;
        temporary[Symbol.dispose]();
      },
    };
  }
  temporary[Symbol.dispose]();
  throw new Error(`${name} ended before it listened:\n${printed.join("")}`);
}

/** In a folder of its own, where the installed packages are, so that the project's own know nothing of it. */
async function installPeer(name: PeerName): Promise<string> {
  const source = fileURLToPath(new URL(`peers/${name}`, import.meta.url));
  const folder = fileURLToPath(new URL(`../node_modules/.cache/jeton/peers/${name}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  const wanted = readFileSync(path.join(source, "package.json"), "utf8");
  const stamp = path.join(folder, "installed.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;
  // The registry's newest of two packages may not agree on a third's patch version.
  const options = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps"];
  await promisify(execFile)("npm", ["install", ...options], { cwd: folder, maxBuffer: 1 << 26 });
  writeFileSync(stamp, wanted);
  return folder;
}

/** How many times the requests of a CPU-second of a peer we answer. */
const goals: Readonly<Record<PeerName, { readonly least: number; readonly with: "verify" | "introspect" }>> =
  {
    strapi: { least: 100, with: "verify" },
    "better-auth": { least: 40, with: "verify" },
    "oidc-provider": { least: 4, with: "introspect" },
  };
const ours = { verify: "Jeton, forward-auth", introspect: "Jeton, introspection" } as const;

export async function measurePeers(): Promise<Measured> {
  await using started = new AsyncDisposableStack();
  const bare = started.use(await startBare());
  const jeton = started.use(await startVerifying(200));
  const targets = [bare.target, jeton.forwardAuth(ours.verify), jeton.introspection(ours.introspect)];
  for (const name of peerNames) targets.push(started.use(await startPeer(name)).target);
  const loaded = await load(targets);
  const of = (name: string): Loaded => loaded.get(name)!;
  const figures = peerNames.map((name): Figure => {
    const { with: how, least } = goals[name];
    const [we, they, most] = [of(ours[how]), of(name), of(bare.target.name)];
    // Nothing on Node.js answers faster than a server that does nothing.
    const reachable = (most.perCpuSecond / they.perCpuSecond).toFixed(0);
    const ratio = we.perCpuSecond / they.perCpuSecond;
    return {
      name: `${ours[how]}, per CPU-second`,
      measured: we.perCpuSecond.toFixed(0),
      against: `${name}: ${they.perCpuSecond.toFixed(0)}, of which a bare \`node:http\` gives ${reachable}x`,
      ratio,
      goal: atLeast(least, ratio),
    };
  });
  const plot = (title: string, unit: string, value: (loaded: Loaded) => number): Plot => ({
    title,
    unit,
    kind: "bars",
    isLogarithmic: true,
    values: [...loaded].map(([name, measured]) => [name, value(measured)]),
  });
  return {
    figures,
    plots: [
      plot("Checks of a credential per CPU-second", "requests", ({ perCpuSecond }) => perCpuSecond),
      plot("The slowest hundredth", "milliseconds (p99)", ({ p99 }) => p99),
    ],
  };
}
