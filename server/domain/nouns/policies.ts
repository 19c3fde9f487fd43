import { policy } from "../../contract/nouns/policy.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change, Context } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { edit, insert, made, removeRows } from "../edit.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { secondsOf } from "../tokens/policies.ts";
import { demand, findFor, type Resource, scopeFilter, scopeNamed } from "../resource.ts";
import type { PolicyRow } from "../rows.ts";
import type { Scope } from "../authorization/scopes.ts";
import type { Written } from "../store.ts";
import { changing, creating, lookUps, reading, shownAgain } from "../use-case.ts";

export const policyResource: Resource<typeof policy, "policies"> = {
  noun: policy,
  kind: "policies",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  // What binds somebody is no secret to them.
  readableBelow: "always",
  nameOf: ({ id }) => id,
  find: async ({ scopes }, reference) => {
    const scope = reference.by === "name" ? await scopes.byName(reference.name) : undefined;
    return scope && { project_id: scope.id };
  },
  where: async (context, { project }) => scopeFilter(context, project),
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: (change, rows) => removeRows(change, policyResource, rows),
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `policy.${string}`>>;

export function policies(deps: Dependencies): Cases {
  const resource = policyResource;
  return {
    "policy.create": creating(deps, "policy.create", {
      work: async (change, { body: { project, ...body } }) => {
        const scope = await scopeNamed(change, { pointer: "/project", name: project });
        demand(change, "jeton.policy:create", { scope });
        await demandNone(change, scope);
        demandPresetsFit(body);
        const row = { ...made(deps, change, policy), ...body, project_id: scope.id };
        return enforcing(change, () => insert(change, resource, row));
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "policy", resource),
    "policy.effective": reading(deps, effectivePolicy),
    "policy.update": changing(deps, async (change, { id, body }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.policy:update" });
      const { max_lifetime = row.max_lifetime, presets = row.presets } = body;
      demandPresetsFit({ max_lifetime, presets });
      return enforcing(change, () => edit(change, resource, { row, patch: body }));
    }),
    "policy.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.policy:delete" });
      return enforcing(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

/** What a stricter policy blocks at once must not be the last administrator's token. */
function enforcing<T>(change: Change, work: () => Promise<Written<T>>): Promise<Written<T>> {
  return keepingAnAdmin(change, async () => {
    const written = await work();
    change.policies.forget();
    return written;
  });
}

async function effectivePolicy(
  context: Context,
  { query }: Validated<"policy.effective">,
): Promise<Reply<"policy.effective">> {
  const scope = await scopeNamed(context, { pointer: "project", name: query.project });
  return { project: scope.name, ...(await context.policies.at(scope.id)) };
}

/** @throws Problem `name_taken` with the id of the project's policy */
async function demandNone({ rows }: Change, scope: Scope): Promise<void> {
  const [holder] = await rows.policies.list({ project_id: scope.id }, { limit: 1 });
  if (!holder) return;
  throw new Problem("name_taken", `\`${scope.name}\` has a policy already; change that one`, {
    existing_id: holder.id,
    errors: [{ pointer: "/project", detail: "has a policy already" }],
  });
}

/** @throws Problem `validation_failed` when a form would offer what is refused */
function demandPresetsFit({
  max_lifetime: longest,
  presets,
}: Pick<PolicyRow, "max_lifetime" | "presets">): void {
  const tooLong = (presets ?? []).find((preset) => secondsOf(preset) > secondsOf(longest));
  if (tooLong === undefined) return;
  throw invalidField(
    "/presets",
    `must be no longer than \`max_lifetime\`, ${longest ?? ""}, as ${tooLong} is`,
  );
}
