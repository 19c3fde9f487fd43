import { accessMap, type AccessLists } from "../../contract/access-map.ts";
import { toDot, toMermaid } from "../../contract/access-map-text.ts";
import type { OperationId } from "../../contract/routes.ts";
import type { Api } from "../api.ts";
import { type CommonFlags, type Define, withExamples } from "../command.ts";
import { failure } from "../failure.ts";
import { findId } from "../find.ts";
import { nounNamed } from "../nouns.ts";
import { scopeOf, type ScopeFlags, withScope } from "../scope.ts";

interface Flags extends CommonFlags, ScopeFlags {
  readonly user?: string;
  readonly serviceAccount?: string;
  readonly group?: string;
  readonly role?: string;
  readonly resourceType?: string;
  readonly action?: string;
}

/** The nouns that may be the subject of a map. */
const subjects = ["user", "service_account", "group"] as const;
const writers = { mermaid: toMermaid, dot: toDot };

/** `jeton graph`: who holds which role where, as a picture to draw. */
export const defineGraph: Define = (command, tools) => {
  withScope(command, "Only what holds in what is")
    .description("Draw who holds which role where, of what the caller may list, as Mermaid or DOT.")
    .option("-o, --output <format>", "mermaid (by default) or dot.")
    .option("--user <email>", "Only what this user holds, by its groups too.")
    .option("--service-account <name>", "Only what this service account holds.")
    .option("--group <name>", "Only what this group and its members hold.")
    .option("--role <name>", "Only who holds this role.")
    .option("--resource-type <type>", "Only roles with a rule about this type of resource.")
    .option("--action <action>", "Of those only roles with this action; needs --resource-type.");
  withExamples(
    command,
    "jeton graph --project shop > access.mmd",
    "jeton graph -o dot | dot -Tsvg > access.svg",
  );
  command.action(
    tools.action<Flags>(async (flags) => {
      const { output = "mermaid" } = flags;
      if (output !== "mermaid" && output !== "dot") {
        throw failure("usage", "--output must be mermaid or dot");
      }
      if (flags.action !== undefined && flags.resourceType === undefined) {
        throw failure("usage", "--action needs --resource-type");
      }
      const project = scopeOf(flags);
      const api = await tools.connect(flags);
      const filters = {
        subject: await subjectOf(api, flags, project),
        role: flags.role && (await findId(api, nounNamed("role"), { text: flags.role, project })),
        project,
        resourceType: flags.resourceType,
        action: flags.action,
      };
      const map = accessMap(await listsOf(api), { filters, now: tools.now() });
      if (map.total > map.paths.length) {
        tools.terminal.err(
          `Drawn are ${String(map.paths.length)} of ${String(map.total)} ways to hold a role; narrow it, for example by --project.\n`,
        );
      }
      tools.terminal.out(writers[output](map));
    }),
  );
};

async function subjectOf(api: Api, flags: Flags, project: string | undefined): Promise<string | undefined> {
  const given = { user: flags.user, service_account: flags.serviceAccount, group: flags.group };
  const [subject, ...others] = subjects.filter((name) => given[name] !== undefined);
  if (others.length > 0) throw failure("usage", "--user, --service-account and --group exclude each other");
  return subject && (await findId(api, nounNamed(subject), { text: given[subject] ?? "", project }));
}

/** What the caller may not list is left out, as where others see more. */
async function listsOf(api: Api): Promise<AccessLists> {
  const list = (id: OperationId): ReturnType<Api["list"]> => api.list(id, {});
  const [users, serviceAccounts, groups, groupMembers, roles, roleBindings, resourceTypes] =
    await Promise.all([
      list("user.list"),
      list("service_account.list"),
      list("group.list"),
      list("group_member.list"),
      list("role.list"),
      list("role_binding.list"),
      list("resource_type.list"),
    ]);
  const lists = { users, serviceAccounts, groups, groupMembers, roles, roleBindings, resourceTypes };
  // Each is what its operation's schema says.
  return lists as unknown as AccessLists;
}
