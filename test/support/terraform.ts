import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";
import { isOpenTofu, terraformBinary } from "./terraform-binary.ts";

/** The real terraform, in a folder of its own. */
export interface Workspace extends Disposable {
  readonly folder: string;
  /** Replaces files of the configuration, by name. */
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** A command without colours and questions; whatever its exit code. */
  readonly run: (command: string, ...args: readonly string[]) => Promise<Ran>;
  /** The same, started: for those who want to interrupt it. */
  readonly start: (command: string, ...args: readonly string[]) => Started;
  /** The text of a file; empty when there is none. */
  readonly read: (name: string) => string;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly process: ChildProcess;
  readonly done: Promise<Ran>;
}

export interface WorkspaceOptions {
  /** Beside what a command needs to run at all. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the configuration, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder made by `installMirror`; without it, the provider comes by TF_REATTACH_PROVIDERS. */
  readonly mirror?: string;
  /** The whole of the command line's configuration, in place of what names the mirror. */
  readonly settings?: string;
  /** In place of the terraform there is. */
  readonly binary?: string;
}

/** Of the provider, where each of the two looks for it. */
export const providerAddress = `registry.${isOpenTofu ? "opentofu.org" : "terraform.io"}/jeton/jeton`;

/** A folder that the user's own settings, plugins and variables do not reach into. */
export function openWorkspace({
  env = {},
  files = {},
  mirror,
  settings,
  binary,
}: WorkspaceOptions = {}): Workspace {
  const temporary = temporaryFolder();
  const folder = path.join(temporary.path, "configuration");
  const configuration = path.join(temporary.path, "terraformrc");
  mkdirSync(folder);
  writeFileSync(configuration, settings ?? (mirror === undefined ? "" : mirrorSettings(mirror)));
  const write: Workspace["write"] = (next) => {
    for (const [name, text] of Object.entries(next)) writeFileSync(path.join(folder, name), text);
  };
  write(files);
  const environment = { ...hygienic(temporary.path, configuration), ...env };
  const start: Workspace["start"] = (command, ...args) =>
    started([command, ...args, ...(silent.has(command) ? ["-no-color"] : [])], {
      cwd: folder,
      env: environment,
      binary,
    });
  return {
    folder,
    write,
    start,
    run: async (command, ...args) => await start(command, ...args).done,
    read: (name) => {
      const file = path.join(folder, name);
      return existsSync(file) ? readFileSync(file, "utf8") : "";
    },
    [Symbol.dispose]: () => {
      temporary[Symbol.dispose]();
    },
  };
}

/**
 * Copies the built provider into a filesystem mirror, as a release would unpack there.
 * @param built the folder `npm run build` wrote, `provider/dist`
 */
export function installMirror(mirror: string, built: string, version: string): void {
  const target = path.join(mirror, providerAddress, version, pluginPlatform());
  mkdirSync(target, { recursive: true });
  cpSync(built, target, { recursive: true });
}

/** In Go's words. */
export function pluginPlatform(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  return `${process.platform === "win32" ? "windows" : process.platform}_${arch}`;
}

function mirrorSettings(mirror: string): string {
  return [
    "provider_installation {",
    "  filesystem_mirror {",
    `    path    = ${JSON.stringify(mirror)}`,
    `    include = ["${providerAddress}"]`,
    "  }",
    "}",
    "",
  ].join("\n");
}

/** Commands that take `-no-color`; the others have no colours. */
const silent = new Set([
  "init",
  "validate",
  "plan",
  "apply",
  "destroy",
  "refresh",
  "import",
  "show",
  "output",
]);

function hygienic(home: string, settings: string): Record<string, string> {
  const node = path.dirname(process.execPath);
  return {
    // The built provider's launcher finds the Node.js that runs this.
    PATH: [node, process.env["PATH"] ?? ""].join(path.delimiter),
    HOME: home,
    TMPDIR: process.env["TMPDIR"] ?? "/tmp",
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
  };
}

function started(
  args: readonly string[],
  {
    binary = terraformBinary,
    ...options
  }: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly binary: string | undefined;
  },
): Started {
  if (binary === undefined) throw new Error("Neither terraform nor tofu is on the PATH.");
  const child = spawn(binary, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const done = once(child, "close").then((event: unknown[]): Ran => {
    const [code] = event as [number | null];
    return { code, stdout, stderr };
  });
  return { process: child, done };
}
