import type { Reply } from "../../contract/operations.ts";
import { type CommonFlags, type Define, withExamples, withOutput } from "../command.ts";
import { findObject } from "../find.ts";
import { nounNamed } from "../nouns.ts";
import { isData, printData } from "../output.ts";
import { changeText } from "../plan-text.ts";
import { scopeOf, type ScopeFlags, withScope } from "../scope.ts";

/** `jeton drift NAME`: what somebody changed since. */
export const defineDrift: Define = (command, tools) => {
  withScope(command, "The declaration is")
    .argument("<name>", "The declaration: its name, a reference or its id.")
    .description(
      "Say what is no longer as the declaration was last applied, and what applying it again would change back: status 1 where there is something.",
    );
  withOutput(command, "table, json or yaml");
  withExamples(command, "jeton drift access --project shop");
  command.action(
    tools.action<CommonFlags & ScopeFlags>(async (flags, text = "") => {
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const project = scopeOf(flags);
      const api = await tools.connect(flags);
      const where = project === undefined ? {} : { project };
      const { id } = await findObject(api, nounNamed("declaration"), { text, where });
      const drift = await api.call<Reply<"declaration.drift">>("declaration.drift", { id });
      const changes = drift.changes.filter(
        ({ action, refusal }) => action !== "unchanged" || refusal !== null,
      );
      if (isData(format)) await printData(tools.terminal, format, { changes });
      else if (changes.length === 0) tools.terminal.err("Everything is as it was applied.\n");
      // Where in a file something was declared is not kept.
      else tools.terminal.out(changes.map((change) => changeText(change, tools.paint(flags))).join(""));
      return changes.length === 0 ? "ok" : "error";
    }),
  );
};
