import type { Reply } from "../../contract/operations.ts";
import { type CommonFlags, type Define, withExamples, withOutput } from "../command.ts";
import type { Connection } from "../connection.ts";
import { isData, printData } from "../output.ts";
import { textTable } from "../table.ts";

/** `jeton whoami`. */
export const defineWhoami: Define = (command, tools) => {
  command.description("Say whose token is used, on which server, and what it may do.");
  withOutput(command, "table, json, yaml, or name (the reference alone)");
  withExamples(command, "jeton whoami", "jeton whoami -o json");
  command.action(
    tools.action<CommonFlags>(async (flags) => {
      const { terminal } = tools;
      const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
      const api = await tools.connect(flags);
      const who = await api.call<Reply<"whoami">>("whoami");
      if (isData(format)) await printData(terminal, format, who);
      else terminal.out(format === "name" ? `${who.subject.reference}\n` : described(who, api));
    }),
  );
};

function described(
  { subject, token, grants }: Reply<"whoami">,
  { url, urlFrom, tokenFrom = "" }: Connection,
): string {
  const facts = {
    Server: `${url} (${urlFrom})`,
    Account: `${subject.reference} (${subject.id})`,
    Token: `${token.name} (${token.id}, ${token.hint}; ${tokenFrom})`,
    Mode: token.within === null ? token.mode : `${token.mode}, within ${token.within}`,
    Expires: token.expires_at ?? "never",
  };
  const lines = Object.entries(facts).map(([name, value]) => `${`${name}:`.padEnd(9)} ${value}\n`);
  const held = grants.map(({ role, project, group, expires_at: end }) => [
    role,
    project,
    group ?? "",
    end ?? "never",
  ]);
  const roles = textTable([["ROLE", "PROJECT", "GROUP", "EXPIRES"], ...held]);
  return `${lines.join("")}\n${held.length === 0 ? "It holds no role.\n" : roles}`;
}
