import { Option } from "commander";
import { type OperationId, operationIds, routes } from "../../contract/routes.ts";
import { type CommonFlags, type Define, withExamples } from "../command.ts";
import { failure } from "../failure.ts";
import { printData } from "../output.ts";
import { demandOneInput, type FieldFlags } from "../fields.ts";
import { readBodyFile } from "../body-file.ts";

interface Flags extends CommonFlags {
  readonly file?: string;
  readonly query?: readonly string[];
  readonly param?: readonly string[];
}

/** Sessions are a browser's, with its cookie; a command signs in with a token. */
const callable = operationIds.filter((id) => !id.startsWith("session.") || id === "session.providers");

/** `jeton api OPERATION`: any operation of the server, for what has no command of its own. */
export const defineApi: Define = (command, tools) => {
  const repeated = (given: string, before: readonly string[] | undefined): readonly string[] => [
    ...(before ?? []),
    given,
  ];
  command
    .description(
      "Call any operation of the API by its id (`jeton api list` names them), and print its reply as JSON.",
    )
    .argument("<operation>", "Its id, for example `access.check`; `list` for all of them.")
    .addOption(
      new Option("--param <name=value>", "A parameter of the path; may be repeated.").argParser(repeated),
    )
    .addOption(
      new Option("--query <name=value>", "A parameter of the query; may be repeated.").argParser(repeated),
    )
    .option("-f, --file <file>", "YAML or JSON with the body, `-` for the standard input.");
  withExamples(
    command,
    "jeton api list",
    "jeton api token.get --param id=tok_...",
    "jeton api access.check -f checks.yaml",
  );
  command.action(
    tools.action<Flags>(async (flags, id = "") => {
      const { terminal } = tools;
      if (id === "list") {
        terminal.out(callable.map((one) => `${one}\n`).join(""));
        return;
      }
      const operation = callable.find((one) => one === id);
      if (operation === undefined)
        throw failure("usage", `there is no operation \`${id}\``, "see `jeton api list`");
      demandOneInput(flags as FieldFlags);
      const body = flags.file === undefined ? {} : { body: await readBodyFile(terminal, flags.file) };
      const api = await tools.connect(flags);
      const params = paramsOf(operation, pairs(flags.param, "--param"));
      const reply = await api.call<unknown>(operation, {
        ...params,
        query: pairs(flags.query, "--query"),
        ...body,
      });
      if (reply !== undefined) await printData(terminal, "json", reply);
    }),
  );
};

function paramsOf(
  id: OperationId,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const wanted = [...routes[id].path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const missing = wanted.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined) throw failure("usage", `--param ${missing}=VALUE is required`);
  const unknown = Object.keys(given).find((name) => !wanted.includes(name));
  if (unknown !== undefined) throw failure("usage", `\`${id}\` has no parameter \`${unknown}\` in its path`);
  return given;
}

function pairs(given: readonly string[] = [], flag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw failure("usage", `${flag} must be NAME=VALUE`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
