import { userIdentity } from "../../contract/nouns/user-identity.ts";
import { Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { insert, made, removeRows } from "../edit.ts";
import { conditionsOf } from "../list-filters.ts";
import { demandHoldsAllOf } from "../authorization/principal.ts";
import { demand, findFor, findNamed, type Resource } from "../resource.ts";
import { systemScope } from "../authorization/scopes.ts";
import { endSessions } from "../sign-in/sessions.ts";
import type { UserIdentityRow } from "../sign-in/sign-in-rows.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";
import { ownerFilters } from "./owner-filters.ts";
import { userResource } from "./users.ts";

/** Of one user; people have two or three. */
const MOST_IDENTITIES = 20;

const userIdentityResource: Resource<typeof userIdentity, "user_identities"> = {
  noun: userIdentity,
  kind: "user_identities",
  scopeId: () => systemScope.id,
  nameOf: ({ id }) => id,
  isOwn: ({ rights }, { user_id }) => rights.subject.id === user_id,
  ownWhere: ({ rights: { subject } }) => ({ user_id: subject.id }),
  personal: ["subject"],
  find: async () => undefined,
  where: async (context, query) => ({
    allOf: conditionsOf<UserIdentityRow>(userIdentity.filters, query),
    ...(await ownerFilters(context, query)),
  }),
  show: async (row) => row,
  // Whoever is this user no more is signed out.
  remove: async (change, rows) => {
    const users = rows.map(({ user_id: user }) => user);
    await change.rows.sign_ins.delete({ id: users });
    return [...(await removeRows(change, userIdentityResource, rows)), ...(await endSessions(change, users))];
  },
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `user_identity.${string}`>>;

/** Whoever signs in as a user is that user: nobody links somebody to one who holds more than they do. */
export function userIdentities(deps: Dependencies): Cases {
  const resource = userIdentityResource;
  return {
    "user_identity.create": creating(deps, "user_identity.create", {
      work: async (change, { body }) => {
        demand(change, "jeton.user-identity:create", { scope: systemScope });
        const named = { pointer: "/user_id", text: body.user_id };
        const { row: user } = await findNamed(change, userResource, named);
        demandOther(change, user.id);
        await demandHoldsAllOf(change, { type: "user", id: user.id });
        await demandUnlinked(change, body);
        await demandRoom(change, user.id);
        const row = { ...made(deps, change, userIdentity), ...body, user_id: user.id };
        return insert(change, resource, row);
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "user_identity", resource),
    "user_identity.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.user-identity:delete" });
      return { result: undefined, entries: await resource.remove(change, [row]) };
    }),
  };
}

/** As with passwords: whoever has stolen a token makes no way in of it that outlives the token. */
function demandOther({ rights }: Change, userId: string): void {
  if (userId !== rights.subject.id) return;
  const detail = "one does not link an identity to oneself; ask another administrator";
  throw new Problem("forbidden", detail);
}

async function demandUnlinked(
  { rows }: Change,
  { issuer, subject }: Pick<UserIdentityRow, "issuer" | "subject">,
): Promise<void> {
  const [holder] = await rows.user_identities.list({ issuer, subject }, { limit: 1 });
  if (!holder) return;
  throw new Problem("name_taken", "this identity is somebody's already; delete that link first", {
    existing_id: holder.id,
    errors: [{ pointer: "/subject", detail: "is taken" }],
  });
}

/** @throws Problem `wrong_state` */
async function demandRoom({ rows }: Change, userId: string): Promise<void> {
  const held = await rows.user_identities.list({ user_id: userId }, { limit: MOST_IDENTITIES });
  if (held.length < MOST_IDENTITIES) return;
  const detail = `a user has at most ${String(MOST_IDENTITIES)} identities; delete some`;
  throw new Problem("wrong_state", detail);
}
