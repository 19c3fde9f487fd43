import type { Sent } from "./http.ts";
import type { TestServer } from "./server.ts";

/** An account in a project of its own, that may view things of a type of its own, and all that this follows from. */
export interface Holder {
  /** The name of the project, and of the type. */
  readonly name: string;
  readonly type: string;
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
  readonly roleId: string;
  readonly bindingId: string;
  readonly tokenId: string;
  readonly token: string;
}

const patch = (path: string, body: Sent["body"]): Sent => ({ method: "PATCH", path, body });
const post = (path: string, body?: Sent["body"]): Sent => ({ method: "POST", path, body: body ?? {} });
const remove = (path: string): Sent => ({ method: "DELETE", path });

/** Each way in which somebody loses what it may do with a token, by a request of an administrator's. */
export const losses: Readonly<Record<string, (holder: Holder) => Sent>> = {
  "its token is revoked": ({ tokenId }) => post(`/v1/tokens/${tokenId}:revoke`),
  "its token is disabled": ({ tokenId }) => post(`/v1/tokens/${tokenId}:disable`),
  "its token is deleted": ({ tokenId }) => remove(`/v1/tokens/${tokenId}`),
  "its token is rotated without grace": ({ tokenId }) =>
    post(`/v1/tokens/${tokenId}:rotate`, { grace_period: "PT0S" }),
  "its token is narrowed to nothing it asks": ({ tokenId, type }) =>
    patch(`/v1/tokens/${tokenId}`, {
      mode: "custom",
      rules: [{ resource_type: type, actions: ["run"], resource_names: null }],
    }),
  "its token is good from elsewhere alone": ({ tokenId }) =>
    patch(`/v1/tokens/${tokenId}`, { allowed_cidrs: ["10.1.0.0/16"] }),
  "its token is meant for others": ({ tokenId }) =>
    patch(`/v1/tokens/${tokenId}`, { audiences: ["https://others.test"] }),
  "its account is disabled": ({ accountId }) =>
    patch(`/v1/service-accounts/${accountId}`, { disabled: true }),
  "its account is deleted": ({ accountId }) => remove(`/v1/service-accounts/${accountId}`),
  "its group lets it go": ({ memberId }) => remove(`/v1/group-members/${memberId}`),
  "its group is deleted": ({ groupId }) => remove(`/v1/groups/${groupId}`),
  "the binding is deleted": ({ bindingId }) => remove(`/v1/role-bindings/${bindingId}`),
  "the role loses the action": ({ roleId, type }) =>
    patch(`/v1/roles/${roleId}`, { rules: [{ resource_type: type, actions: ["run"] }] }),
  "a policy lets no such token live": ({ name }) =>
    post("/v1/policies", { project: name, max_lifetime: "PT1H", allow_never: false }),
  "the project is deleted with all in it": ({ name }) => remove(`/v1/projects/prj%2F${name}?cascade=true`),
};

/** A token as invalid, which after hundreds of those from one address is 403 instead: of too many proxies know nothing. */
export const REFUSED: readonly number[] = [401, 403];

export const mayView = ({ type, name, token }: Holder): Sent => ({
  path: `/v1/forward-auth?resource_type=${type}&action=view&project=${name}`,
  token,
});

export async function makeHolder({ create }: Pick<TestServer, "create">, name: string): Promise<Holder> {
  const type = `thing-${name}`;
  const id = async (path: string, body: Readonly<Record<string, unknown>>): Promise<string> =>
    String((await create(path, body))["id"]);
  await create("/v1/projects", { name });
  const actions = ["view", "run"].map((action) => ({ name: action, access: "read" }));
  await create("/v1/resource-types", { name: type, actions });
  const rules = [{ resource_type: type, actions: ["view"] }];
  const roleId = await id("/v1/roles", { name: "viewer", project: name, rules });
  const accountId = await id("/v1/service-accounts", { name: "ci", project: name });
  const groupId = await id("/v1/groups", { name: "all", project: name });
  const memberId = await id("/v1/group-members", { group_id: groupId, service_account_id: accountId });
  const bindingId = await id("/v1/role-bindings", { role_id: roleId, group_id: groupId, project: name });
  const token = await create("/v1/tokens", { service_account_id: accountId, name: "ci" });
  const tokenId = String(token["id"]);
  const ids = { accountId, groupId, memberId, roleId, bindingId, tokenId };
  return { name, type, ...ids, token: String(token["secret"]) };
}
