import { serviceAccount } from "../../contract/nouns/service-account.ts";
import { Problem } from "../../contract/problem.ts";
import { SYSTEM } from "../../contract/text.ts";
import { authorize } from "../authorization/authorize.ts";
import type { OffBoardingCase, UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made, removeRows } from "../edit.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { demandHoldsAllOf, endAllOf } from "../authorization/principal.ts";
import { demand, findFor, projectNamed, type Resource, filteredBy, scopeNamed } from "../resource.ts";
import type { ServiceAccountRow } from "../rows.ts";
import { systemScope } from "../authorization/scopes.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";

export const serviceAccountResource: Resource<typeof serviceAccount, "service_accounts"> = {
  noun: serviceAccount,
  kind: "service_accounts",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  isOwn: ({ rights }, { id }) => rights.subject.id === id,
  ownWhere: ({ rights: { subject } }) => ({ id: subject.id }),
  find: projectNamed,
  where: filteredBy(serviceAccount),
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: async (change, rows) => {
    const ended = await endAllOf(change, { type: "service_account", ids: rows.map(({ id }) => id) });
    return [...ended, ...(await removeRows(change, serviceAccountResource, rows))];
  },
};

type Cases = Pick<UseCases, Extract<Exclude<keyof UseCases, OffBoardingCase>, `service_account.${string}`>>;

export function serviceAccounts(deps: Dependencies): Cases {
  const resource = serviceAccountResource;
  return {
    "service_account.create": creating(deps, "service_account.create", {
      work: async (change, { body: { project, ...body } }) => {
        const scope = await scopeNamed(change, { pointer: "/project", name: project });
        demand(change, "jeton.service-account:create", { scope, name: body.name });
        const where = { project_id: scope.id, name: body.name };
        await demandFree(change, resource, { where, name: body.name });
        await demandAudience(change, body);
        return insert(change, resource, {
          ...made(deps, change, serviceAccount),
          ...body,
          project_id: scope.id,
        });
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "service_account", resource),
    "service_account.update": changing(deps, async (change, { id, body }) => {
      const { row, scope } = await findFor(change, resource, { id, needs: "jeton.service-account:update" });
      if (body.name !== undefined && body.name !== row.name) {
        demandRenamable(change, resource, { row, scope, name: body.name });
        await demandFree(change, resource, {
          where: { project_id: row.project_id, name: body.name },
          name: body.name,
        });
      }
      if (body.audience !== undefined && body.audience !== row.audience) {
        await demandAudience(change, { name: row.name, audience: body.audience });
      }
      if (row.disabled && body.disabled === false) {
        await demandHoldsAllOf(change, { type: "service_account", id: row.id });
      }
      return keepingAnAdmin(change, () => edit(change, resource, { row, patch: body }));
    }),
    "service_account.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.service-account:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

/**
 * Whose audience an account has learns of the tokens that are meant for it, wherever they are.
 * @throws Problem `forbidden`, `name_taken`
 */
async function demandAudience(
  change: Change,
  { name, audience }: Pick<ServiceAccountRow, "name" | "audience">,
): Promise<void> {
  if (audience === null) return;
  const target = { type: "jeton.service-account", action: "update", access: "write" } as const;
  const ask = { ...target, name, own: false, scope: systemScope };
  if (!authorize(change.rights, ask)) {
    const permission = "jeton.service-account:update";
    const detail = `an \`audience\` is given by who has \`${permission}\` in \`system\`; leave it out, or ask somebody who has`;
    throw new Problem("forbidden", detail, { needs: { permission, project: SYSTEM } });
  }
  await demandFree(change, serviceAccountResource, {
    where: { audience },
    name: audience,
    field: "audience",
  });
}
