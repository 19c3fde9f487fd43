import { confirm } from "../ask.ts";
import { type Define, withExamples } from "../command.ts";
import { withFilters } from "../filters.ts";
import { calledBy } from "../find.ts";
import { namesOf } from "../list.ts";
import { aliasesOf, nounNamed } from "../nouns.ts";
import { findAll, type VerbFlags } from "../verb.ts";
import { described } from "./describe.ts";

/** `jeton approve token NAME`. */
export const defineApprove: Define = (command, tools) => {
  const facts = nounNamed("token");
  withExamples(command, "jeton approve token --project shop ci");
  const token = command
    .command("token <object>")
    .aliases(aliasesOf(facts, "token"))
    .summary("Let a pending token work that somebody else asked for.")
    .description(
      "Let a pending token work that somebody else asked for: what it may do is shown first, and only that is approved.",
    )
    .option("-y, --yes", "Do not ask.");
  withFilters(token, facts);
  withExamples(token, "jeton approve token --project shop ci", "jeton get tokens --state pending");
  token.action(
    tools.action<VerbFlags>(async (flags, name = "") => {
      const api = await tools.connect(flags);
      const [found] = await findAll(api, facts, { tools, flags, names: [name] });
      const id = String(found?.["id"]);
      const { value: item, etag } = await api.callTagged("token.get", { id });
      const nameOf = await namesOf(
        api,
        [item],
        [{ names: ["service_account_id", "user_id", "role_id", "created_by"] }],
      );
      tools.terminal.err(described(facts, { item, now: tools.now(), nameOf }));
      await confirm(tools.terminal, `Approve ${calledBy(facts, item)}?`, flags);
      // Of what was shown: whatever was changed since is not approved.
      await api.call("token.approve", { id, body: { etag } });
      tools.terminal.out(`${calledBy(facts, item)} approved\n`);
    }),
  );
};
