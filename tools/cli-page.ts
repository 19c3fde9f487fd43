import type { Command } from "commander";
import { createTools, examplesOf } from "../server/cli/command.ts";
import { commands } from "../server/cli/commands/all.ts";
import { exits } from "../server/cli/exit-codes.ts";
import { createProgram } from "../server/cli/program.ts";
import { markdownTable } from "./markdown-table.ts";

/** `docs/cli.md`: the reference of `jeton`'s client commands, as their help says it. */
export async function cliPage(): Promise<string> {
  const tools = createTools({
    terminal: {
      env: {},
      out: () => undefined,
      err: () => undefined,
      readInput: async () => "",
      isInteractive: false,
      canAsk: false,
      takeSignals: () => undefined,
      interrupted: async () => await Promise.withResolvers<undefined>().promise,
    },
    signal: new AbortController().signal,
    version: "",
    end: () => undefined,
  });
  const program = await createProgram(Object.keys(commands), tools);
  const names = Object.keys(commands).filter((name) => !name.startsWith("__"));
  const sections = program.commands.filter((command) => names.includes(command.name())).map(sectionOf);
  const rows = Object.values(exits).map(({ code, meaning }) => [String(code), meaning]);
  return `${introduction}
## Exit codes

${markdownTable(["Code", "Meaning"], rows)}

## Every command has

${helpBlock(program, (text) => text.slice(text.indexOf("  --context"), text.indexOf("\n\n", text.indexOf("  --context"))))}

${sections.join("\n")}`;
}

const introduction = `# The command line

\`jeton\` runs the server (\`jeton serve\`) and is its client. This is the reference of the client's commands, generated from
them; \`jeton COMMAND --help\` prints the same.

Which server, and as whom: flags beat the environment (\`JETON_URL\`, \`JETON_TOKEN\`, \`JETON_TOKEN_FILE\`), and that the current
context of \`~/.config/jeton/config\` (\`$XDG_CONFIG_HOME/jeton/config\`), which only its owner may read. A token goes to the
server it was given for and to no other. \`jeton config view\` says what is in force, and why.

\`\`\`sh
jeton config set-context prod --url https://jeton.example.org --token-stdin < token.txt
jeton create token --system --role admin NAME
jeton get tokens --system
jeton delete token --system NAME
\`\`\`

Objects are named by an id, a reference such as \`sa/shop/deployer\`, or a name that only one has; where several have it, their
ids are listed and nothing is done. Data goes to the standard output and talk to the other, so that pipes see data alone:
\`-o json\` and \`-o yaml\` print what the API answers, \`-o name\` the ids, and \`--quiet\` a new secret and nothing else. Secrets
never stand in an argument: they come by a file or the standard input. Questions are only asked on a terminal; elsewhere
\`--yes\` answers them.
`;

function sectionOf(command: Command): string {
  const parts = leavesOf(command).map((leaf) => {
    const shown = examplesOf(leaf).map((example) => `$ ${example}`);
    const examples = shown.length === 0 ? "" : `\nExamples:\n${shown.map((line) => `  ${line}\n`).join("")}`;
    return `${leaf === command ? "" : `### jeton ${pathOf(leaf)}\n\n`}${helpBlock(leaf, (text) => text.trimEnd() + (examples && `\n${examples}`))}\n`;
  });
  return `## jeton ${command.name()}\n\n${parts.join("\n")}`;
}

function pathOf(command: Command): string {
  const parent = command.parent;
  return parent === null || parent.parent === null ? command.name() : `${pathOf(parent)} ${command.name()}`;
}

function leavesOf(command: Command): readonly Command[] {
  return [command, ...command.commands.filter((one) => one.name() !== "help").flatMap(leavesOf)];
}

const WIDTH = 110;

/** Its help, without what every command has. */
function helpBlock(command: Command, cut: (text: string) => string): string {
  command.configureHelp({ ...command.configureHelp(), showGlobalOptions: false, helpWidth: WIDTH });
  return `\`\`\`text\n${cut(command.helpInformation()).trimEnd()}\n\`\`\``;
}
