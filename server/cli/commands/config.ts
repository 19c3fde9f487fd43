import type { Command } from "commander";
import { type CommonFlags, type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { type Context, configPath, readConfigFile, saveContext, writeConfigFile } from "../config-file.ts";
import { readConnection, urlComplaint } from "../connection.ts";
import { failure } from "../failure.ts";
import { isData, type Item, printData } from "../output.ts";
import { readSecretFile } from "../secret-input.ts";
import { textTable } from "../table.ts";

/** `jeton config`: contexts, each a server and how to sign in to it. */
export const defineConfig: Define = (command, tools) => {
  withExamples(
    command,
    "jeton config set-context prod --url https://jeton.example.org --token-file token.txt",
    "jeton config use-context prod",
    "jeton config get-contexts",
  );
  defineReading(command, tools);
  defineSet(command, tools);
  command
    .command("use-context <name>")
    .description("Make a context the current one.")
    .action(
      tools.action(async (_flags, name = "") => {
        const config = await readConfigFile(tools.terminal);
        demandContext(config.contexts, name);
        await writeConfigFile(tools.terminal, { ...config, current_context: name });
        tools.terminal.err(`Switched to context \`${name}\`.\n`);
      }),
    );
  command
    .command("delete-context <name>")
    .description("Forget a context. Its token stays valid: revoke it with `jeton revoke token`.")
    .action(
      tools.action(async (_flags, name = "") => {
        const { current_context: current, contexts } = await readConfigFile(tools.terminal);
        demandContext(contexts, name);
        const left = Object.fromEntries(Object.entries(contexts).filter(([one]) => one !== name));
        const kept = current === name ? undefined : current;
        await writeConfigFile(tools.terminal, {
          ...(kept !== undefined && { current_context: kept }),
          contexts: left,
        });
        tools.terminal.err(`Deleted context \`${name}\`.\n`);
      }),
    );
};

function defineReading(command: Command, tools: Tools): void {
  const { terminal } = tools;
  defineList(command, tools);
  defineView(command, tools);
  command
    .command("current-context")
    .description("Print the name of the current context.")
    .action(
      tools.action(async () => {
        const { current_context: current } = await readConfigFile(terminal);
        const remedy = "choose one: `jeton config use-context NAME`";
        if (current === undefined) throw failure("not_found", "there is no current context", remedy);
        terminal.out(`${current}\n`);
      }),
    );
  command
    .command("path")
    .description("Print where the configuration is.")
    .action(
      tools.action(async () => {
        terminal.out(`${configPath(terminal)}\n`);
      }),
    );
}

function defineList(command: Command, tools: Tools): void {
  const { terminal } = tools;
  const list = command.command("get-contexts").description("List the contexts; no secret is shown.");
  withOutput(list, "table, json, yaml or name").action(
    tools.action(async (flags: CommonFlags) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
      const { current_context: current, contexts } = await readConfigFile(terminal);
      const items = Object.entries(contexts).map(([name, one]) => described(name, one, name === current));
      if (isData(format)) await printData(terminal, format, items);
      else if (format === "name") terminal.out(items.map(({ name }) => `${String(name)}\n`).join(""));
      else if (items.length === 0) terminal.err("No contexts found.\n");
      else {
        const lines = items.map(({ name, url, token, current: isCurrent }) => [
          isCurrent === true ? "*" : "",
          ...[name, url, token].map(String),
        ]);
        terminal.out(textTable([["CURRENT", "NAME", "URL", "TOKEN"], ...lines]));
      }
    }),
  );
}

function defineView(command: Command, tools: Tools): void {
  const { terminal } = tools;
  const view = command
    .command("view")
    .description(
      "Say which server and which token a command would use, and what says so; no secret is shown.",
    );
  withOutput(view, "table, json or yaml").action(
    tools.action(async (flags: CommonFlags) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const { url, urlFrom, token, tokenFrom } = await readConnection(terminal, flags);
      const item = {
        config: configPath(terminal),
        url,
        url_from: urlFrom,
        token: token === undefined ? null : hintOf(token),
        token_from: tokenFrom ?? null,
      };
      if (isData(format)) await printData(terminal, format, item);
      else {
        const lines = Object.entries(item).map(([name, value]) => `${name}: ${value ?? "none"}\n`);
        terminal.out(lines.join(""));
      }
    }),
  );
}

function defineSet(command: Command, tools: Tools): void {
  const set = command
    .command("set-context <name>")
    .description(
      "Add a context or change one: --url says the server, --token-file or --token-stdin the token to keep. The first is the current one.",
    )
    .option(
      "--keep-file",
      "Keep the name of the token's file instead of the token; it is read at each command.",
    )
    .option("--use", "Make it the current one.");
  withExamples(
    set,
    "jeton config set-context prod --url https://jeton.example.org --token-stdin < token.txt",
  );
  set.action(
    tools.action(async (flags: CommonFlags & { keepFile?: boolean; use?: boolean }, name = "") => {
      const { contexts } = await readConfigFile(tools.terminal);
      const before = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
      const url = flags.url ?? before?.url;
      if (url === undefined) throw failure("usage", "a new context needs --url");
      const complaint = urlComplaint(url);
      if (complaint !== undefined) throw failure("usage", `--url is not usable: ${complaint}`);
      // A token is of a server: of another it is not kept.
      const kept = before?.url === url ? before : undefined;
      const context = { ...kept, ...(await tokenFor(flags, tools)), url };
      await saveContext(tools.terminal, name, { context, use: flags.use === true });
      tools.terminal.err(`Saved context \`${name}\` to ${configPath(tools.terminal)}.\n`);
    }),
  );
}

async function tokenFor(
  flags: CommonFlags & { keepFile?: boolean },
  { terminal }: Tools,
): Promise<Pick<Context, "token" | "token_file">> {
  const { tokenFile: file } = flags;
  if (file !== undefined && flags.keepFile === true) return { token_file: file };
  if (file !== undefined) return { token: readSecretFile(file, "--token-file") };
  return flags.tokenStdin === true ? { token: (await terminal.readInput()).trim() } : {};
}

function demandContext(contexts: Readonly<Record<string, Context>>, name: string): void {
  if (Object.hasOwn(contexts, name)) return;
  throw failure("not_found", `there is no context \`${name}\``, "see `jeton config get-contexts`");
}

function described(name: string, { url, token, token_file: file }: Context, current: boolean): Item {
  const shown = file === undefined ? (token === undefined ? "none" : hintOf(token)) : `file ${file}`;
  return { name, url, token: shown, current };
}

/** By which to recognise a token: what is secret of it is left out. */
function hintOf(token: string): string {
  const [hint] = /^jtn[a-z]_[0-9A-Za-z]{12}/.exec(token) ?? [];
  return hint ?? "set";
}
