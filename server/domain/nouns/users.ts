import { user } from "../../contract/nouns/user.ts";
import { foldEmail } from "../../contract/text.ts";
import type { OffBoardingCase, UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import { giveDefaultRole } from "../default-role.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made, removeRows } from "../edit.ts";
import { keepingAnAdmin } from "../last-admin.ts";
import { conditionsOf } from "../list-filters.ts";
import { demandHoldsAllOf, endAllOf } from "../principal.ts";
import { demand, findFor, type Resource } from "../resource.ts";
import type { UserRow } from "../rows.ts";
import { systemScope } from "../scopes.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";

export const userResource: Resource<typeof user, "users"> = {
  noun: user,
  kind: "users",
  scopeId: () => systemScope.id,
  nameOf: ({ folded_email }) => folded_email,
  isOwn: ({ rights }, { id }) => rights.subject.id === id,
  ownWhere: ({ rights: { subject } }) => ({ id: subject.id }),
  readableBelow: "named",
  namedBy: "email",
  personal: ["email", "folded_email", "display_name"],
  find: async (_, reference) =>
    reference.by === "name" ? { folded_email: foldEmail(reference.name) } : undefined,
  where: async (_, { email, ...query }) => ({
    allOf: conditionsOf<UserRow>(user.filters, query),
    folded_email: email === undefined ? undefined : foldEmail(String(email)),
  }),
  show: async (row) => {
    const { folded_email: _, ...shown } = row;
    return shown;
  },
  remove: async (change, rows) => {
    const ended = await endAllOf(change, { type: "user", ids: rows.map(({ id }) => id) });
    await change.rows.sign_ins.delete({ id: rows.map(({ id }) => id) });
    return [...ended, ...(await removeRows(change, userResource, rows))];
  },
};

/** Users are the system's. Whoever changes how one is found, or lets one in again, holds all that the user holds. */
export function users(
  deps: Dependencies,
): Pick<UseCases, Extract<Exclude<keyof UseCases, OffBoardingCase>, `user.${string}`>> {
  const resource = userResource;
  return {
    "user.create": creating(deps, "user.create", {
      work: async (change, { body }) => {
        const folded = foldEmail(body.email);
        demand(change, "jeton.user:create", { scope: systemScope, name: folded });
        await demandEmailFree(change, body.email);
        const row = { ...made(deps, change, user), ...body, folded_email: folded };
        const written = await insert(change, resource, row);
        const given = await giveDefaultRole(deps, change, row.id);
        return { ...written, entries: [...written.entries, ...given] };
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "user", resource),
    "user.update": changing(deps, async (change, { id, body }) => {
      const { row, scope } = await findFor(change, resource, { id, needs: "jeton.user:update" });
      const { email } = body;
      const folded = email === undefined ? row.folded_email : foldEmail(email);
      if (folded !== row.folded_email && email !== undefined) {
        demandRenamable(change, resource, { row, scope, name: folded });
        await demandEmailFree(change, email);
      }
      const isFoundAnew = email !== undefined && email !== row.email;
      const revives = row.disabled && body.disabled === false;
      if (isFoundAnew || revives) await demandHoldsAllOf(change, { type: "user", id: row.id });
      return keepingAnAdmin(change, () =>
        edit(change, resource, { row, patch: { ...body, folded_email: folded } }),
      );
    }),
    "user.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.user:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

async function demandEmailFree(change: Change, email: string): Promise<void> {
  const where = { folded_email: foldEmail(email) };
  await demandFree(change, userResource, { where, name: email, field: "email" });
}
