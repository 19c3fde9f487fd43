import type { Command } from "commander";
import { type Api, type ApiFlags, openApi } from "./api.ts";
import type { Exit } from "./exit-codes.ts";
import { type Format, formatOf, painter } from "./output.ts";
import type { Terminal } from "./terminal.ts";

/** What every client command has besides its own flags. */
export interface CommonFlags extends ApiFlags {
  readonly color?: boolean | undefined;
  readonly output?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/** What a command works with. */
export interface Tools {
  readonly terminal: Terminal;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** What the command line holds, in any order; none where every command is to be there. */
  readonly words?: readonly string[];
  readonly now: () => Date;
  /** @throws Failure without a server to call */
  readonly connect: (flags: ApiFlags) => Promise<Api>;
  readonly formatOf: (flags: CommonFlags, allowed?: readonly Format[]) => Format;
  readonly paint: (flags: CommonFlags) => ReturnType<typeof painter>;
  /**
   * What `command.action` is given: the command's arguments, then its flags with those of every command. It ends with what
   * the action returns; nothing is `ok`.
   */
  readonly action: <F extends object>(
    work: (flags: F & CommonFlags, ...args: readonly string[]) => Promise<Ending | undefined> | Promise<void>,
  ) => (...given: unknown[]) => Promise<void>;
}

/** A command's flags, arguments, help and action; one file a command. */
export type Define = (command: Command, tools: Tools) => void;

/** A line of the table of commands. */
export interface Entry {
  /** For people: under which heading of the help. */
  readonly group: "Objects" | "Tokens" | "Access" | "Declarations" | "This client" | "Server";
  readonly summary: string;
  /** Whether the help leaves it out. */
  readonly hidden?: true;
  readonly load: () => Promise<Define>;
}

/** What a command ends with; a number is that of another command it ran. */
export type Ending = Exit | { readonly status: number };

interface Made extends Pick<Tools, "terminal" | "signal" | "version" | "words"> {
  readonly end: (ending: Ending) => void;
}

export function createTools({ end, ...rest }: Made): Tools {
  const { terminal } = rest;
  return {
    ...rest,
    now: () => new Date(),
    connect: (flags) => openApi(terminal, { ...rest, flags }),
    formatOf: ({ output }, allowed) => formatOf(output, allowed),
    paint: ({ color }) => painter(terminal, color !== false),
    action:
      (work) =>
      async (...given) => {
        // commander gives the arguments, the flags, and last the command, whose flags have those of its parents too.
        const command = given.at(-1) as Command;
        const args = given.slice(0, -2).flat() as readonly (string | undefined)[];
        const flags = command.optsWithGlobals<Parameters<typeof work>[0]>();
        end((await work(flags, ...args.filter((arg) => arg !== undefined))) ?? "ok");
      },
  };
}

/** Adds `-o`. */
export function withOutput(command: Command, what = "table, wide, json, yaml or name"): Command {
  return command.option("-o, --output <format>", `How to print: ${what}.`);
}

const shownExamples = new WeakMap<Command, readonly string[]>();

/** What `withExamples` was given for a command. */
export function examplesOf(command: Command): readonly string[] {
  return shownExamples.get(command) ?? [];
}

/** Adds examples to the help, which the reference shows too. */
export function withExamples(command: Command, ...examples: readonly string[]): Command {
  shownExamples.set(command, examples);
  return command.addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}\n`).join("")}`);
}
