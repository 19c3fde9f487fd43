import type { Shown } from "../../contract/noun.ts";
import { user } from "../../contract/nouns/user.ts";
import type { Validated } from "../../contract/operations.ts";
import { foldEmail } from "../../contract/text.ts";
import type { OffBoardingCase, UseCases } from "../caller.ts";
import type { Change, Context } from "../context.ts";
import { giveDefaultRole } from "../authorization/default-role.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made, removeRows } from "../edit.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { conditionsOf } from "../list-filters.ts";
import { demandHoldsAllOf, endAllOf } from "../authorization/principal.ts";
import { demand, findFor, type Resource } from "../resource.ts";
import type { UserRow } from "../rows.ts";
import { systemScope } from "../authorization/scopes.ts";
import { endSessions } from "../sign-in/sessions.ts";
import type { AuditEntry, Written } from "../store.ts";
import { changing, creating, entry, lookUps, prepared, shownAgain } from "../use-case.ts";
import { demandMayGivePassword, givePassword, hashGiven } from "../sign-in/user-password.ts";

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
    await change.rows.passwords.delete({ id: rows.map(({ id }) => id) });
    const ended = await endAllOf(change, { type: "user", ids: rows.map(({ id }) => id) });
    await change.rows.sign_ins.delete({ id: rows.map(({ id }) => id) });
    const unlinked = await endIdentities(
      change,
      rows.map(({ id }) => id),
    );
    return [...ended, ...unlinked, ...(await removeRows(change, userResource, rows))];
  },
};

/** Users are the system's. Whoever changes how one is found, or lets one in again, holds all that the user holds. */
export function users(
  deps: Dependencies,
): Pick<UseCases, Extract<Exclude<keyof UseCases, OffBoardingCase>, `user.${string}`>> {
  const resource = userResource;
  return {
    "user.create": prepared(
      (caller, { body }: Validated<"user.create">) =>
        hashGiven(deps, { caller, password: body.password }, async (context) => {
          demandMayCreate(context, body);
        }),
      (hash) =>
        creating(deps, "user.create", {
          work: (change, { body }) => createUser(deps, change, { body, hash }),
          again: shownAgain(resource),
        }),
    ),
    ...lookUps(deps, "user", resource),
    "user.update": prepared(
      (caller, { id, body }: Validated<"user.update">) =>
        hashGiven(deps, { caller, password: body.password }, async (context, password) => {
          const { row } = await findFor(context, resource, { id, needs: "jeton.user:update" });
          await demandMayGivePassword(context, row, password);
        }),
      (hash) => changing(deps, (change, input) => updateUser(change, { ...input, hash })),
    ),
    "user.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.user:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

/** @throws Problem `forbidden` */
function demandMayCreate(context: Context, { email }: Pick<UserRow, "email">): void {
  demand(context, "jeton.user:create", { scope: systemScope, name: foldEmail(email) });
}

async function createUser(
  deps: Dependencies,
  change: Change,
  { body, hash }: Pick<Validated<"user.create">, "body"> & { readonly hash: string | undefined },
): Promise<Written<Shown<typeof user>>> {
  const { password, ...fields } = body;
  demandMayCreate(change, body);
  await demandEmailFree(change, body.email);
  const row = { ...made(deps, change, user), ...fields, folded_email: foldEmail(body.email) };
  const written = await insert(change, userResource, row);
  const bound = await giveDefaultRole(deps, change, row.id);
  // After the role: whoever knows the password has that, too.
  const given = await givePassword(change, row, { password: password ?? undefined, hash });
  return { ...written, entries: [...written.entries, ...bound, ...given] };
}

async function updateUser(
  change: Change,
  { id, body, hash }: Validated<"user.update"> & { readonly hash: string | undefined },
): Promise<Written<Shown<typeof user>>> {
  const { row, scope } = await findFor(change, userResource, { id, needs: "jeton.user:update" });
  const { password, ...fields } = body;
  const { email } = fields;
  const folded = email === undefined ? row.folded_email : foldEmail(email);
  if (folded !== row.folded_email && email !== undefined) {
    demandRenamable(change, userResource, { row, scope, name: folded });
    await demandEmailFree(change, email);
  }
  const isFoundAnew = email !== undefined && email !== row.email;
  const revives = row.disabled && body.disabled === false;
  if (isFoundAnew || revives) await demandHoldsAllOf(change, { type: "user", id: row.id });
  return keepingAnAdmin(change, async () => {
    const after = { ...row, ...(email !== undefined && { email }) };
    const given = await givePassword(change, after, { password, hash });
    // Whoever is let in again signs in again: what was left open in the meantime stays closed.
    const ended = body.disabled === true ? await endSessions(change, row.id) : [];
    const written = await edit(change, userResource, { row, patch: { ...fields, folded_email: folded } });
    return { ...written, entries: [...written.entries, ...given, ...ended] };
  });
}

async function demandEmailFree(change: Change, email: string): Promise<void> {
  const where = { folded_email: foldEmail(email) };
  await demandFree(change, userResource, { where, name: email, field: "email" });
}

/** Whoever is made with the same address is another. */
async function endIdentities({ rows }: Change, userIds: readonly string[]): Promise<readonly AuditEntry[]> {
  const identities = await rows.user_identities.list({ user_id: userIds });
  await rows.user_identities.delete({ user_id: userIds });
  return identities.map(({ id }) => entry("user_identity.delete", id));
}
