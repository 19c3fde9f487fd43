import { expect, test } from "vitest";
import type { AuditRow } from "../../server/domain/rows.ts";
import { type OperationId, operationIds, type Route, routes } from "../../server/contract/routes.ts";
import { verifyChain } from "../../server/store/audit-chain.ts";
import { type NounName, nouns, records } from "../../server/contract/nouns/all.ts";
import { onEveryDatabase, type OperationWorld } from "../support/operation-world.ts";
import { samples, hooked, trusting, viewing } from "../support/operation-samples.ts";
import type { Sent } from "../support/http.ts";
import { openStore } from "../../server/store/open-store.ts";
import { storeOptions } from "../support/stores.ts";

const mutating = operationIds.filter((id) => {
  const { method, permission }: Route = routes[id];
  // What is asked with a secret is sent as a body, and changes nothing.
  const isAsked = permission === "jeton.token:introspect";
  return permission !== undefined && method !== "GET" && !isAsked && !permission.endsWith(":read");
});

/** A body that changes one of a noun. */
const changes: Partial<Record<NounName, object>> = {
  project: { description: "changed" },
  user: { disabled: true },
  service_account: { disabled: true },
  group: { description: "changed" },
  role: { rules: [{ resource_type: "flow", actions: ["run"] }] },
  resource_type: { area: "changed" },
  policy: { max_lifetime: "90d" },
  token: { mode: "custom", rules: viewing },
  trust_policy: { max_ttl: "PT1H" },
  identity_provider: { claims_max_age: "PT1H" },
  webhook: { disabled: true },
};

/** Operations on many objects at once, whose entries are those of the operation on one: a filter finds either. */
const each: Partial<Record<OperationId, OperationId>> = { "token.bulk-revoke": "token.revoke" };

async function requestOf(world: OperationWorld, id: OperationId): Promise<Sent> {
  const { method, path: template }: Route = routes[id];
  const [noun, verb] = id.split(".") as [NounName, string];
  if (verb === "create") return { method, path: template, body: await bodyOf(world, noun as NounName) };
  if (id === "token.bulk-revoke") {
    const { object } = await samples.token(world);
    return { method, path: template, body: { service_account_id: object["service_account_id"] } };
  }
  if (id === "token.approve") {
    const { object, references } = await samples.policy(world);
    await world.send({
      method: "PATCH",
      path: `/v1/policies/${references[0] ?? ""}`,
      body: { require_approval: true },
    });
    const asked = { role_id: "role_viewer", name: world.unused("asked"), project: object["project"] };
    const path = template.replace("{id}", String((await world.make("/v1/tokens", asked))["id"]));
    const etag = (await world.send({ path: path.replace(":approve", "") })).headers["etag"];
    return { method, path, body: { etag } };
  }
  if (id === "webhook_delivery.resend") return { method, path: template.replace("{id}", await sent(world)) };
  if ((noun as string) === "declaration") return ofDeclaration(world, id, { method, path: template });
  const path = template.replace("{id}", (await samples[noun as NounName](world)).id);
  if (verb === "update") return { method, path, body: changes[noun as NounName] };
  if (verb === "enable") await world.send({ method, path: path.replace(":enable", ":disable") });
  if (verb === "rollback") {
    const rotation = { method, path: path.replace(":rollback", ":rotate"), body: { grace_period: "1h" } };
    const { rotation_id } = (await world.send(rotation)).json();
    return { method, path, body: { rotation_id } };
  }
  if (verb === "transfer") return { method, path, body: { user_id: (await samples.user(world)).id } };
  return { method, path, ...((verb === "rotate" || verb === "off-board") && { body: {} }) };
}

async function sent(world: OperationWorld): Promise<string> {
  const { id } = await samples.webhook(world);
  return String((await world.send({ method: "POST", path: `/v1/webhooks/${id}:ping` })).json()["id"]);
}

async function ofDeclaration(
  world: OperationWorld,
  id: OperationId,
  { method, path }: Pick<Route, "method" | "path">,
): Promise<Sent> {
  const name = world.unused("decl");
  const documents = [{ kind: "group", name, project: "shop" }];
  const apply = {
    method: "POST",
    path: `/v1/declarations/${name}:apply`,
    body: { project: "shop", documents },
  };
  if (id === "declaration.apply") return apply;
  const { declaration } = (await world.send(apply)).json() as { declaration: { id: string } };
  return { method, path: `${path.replace("{id}", declaration.id)}?objects=delete` };
}

async function bodyOf(world: OperationWorld, noun: NounName): Promise<object> {
  const name = world.unused();
  const account = async () => (await samples.service_account(world)).id;
  switch (noun) {
    case "project":
      return { name };
    case "user":
      return { email: `${name}@example.com` };
    case "service_account":
      return { name, project: "shop" };
    case "group":
      return { name, project: "shop" };
    case "group_member":
      return { group_id: (await samples.group(world)).id, service_account_id: await account() };
    case "role":
      return { name, project: "shop", rules: viewing };
    case "role_binding":
      return { role_id: "role_viewer", service_account_id: await account(), project: "shop" };
    case "resource_type":
      return { name, actions: [{ name: "view", access: "read" }] };
    case "policy":
      return { project: (await samples.project(world)).object["name"], max_lifetime: "30d" };
    case "token":
      return { service_account_id: await account(), name };
    case "trust_policy":
      return trusting(await account(), name);
    case "identity_provider":
      return { name, issuer: "https://login.example.com", client_id: "jeton", client_secret: "a secret" };
    case "user_identity":
      return { user_id: (await samples.user(world)).id, issuer: "https://login.example.com", subject: name };
    case "webhook":
      return hooked(name, "shop");
  }
}

async function auditOf(world: OperationWorld): Promise<readonly AuditRow[]> {
  // A second connection, so that it is what was committed.
  const store = await openStore(world.database.url, storeOptions);
  try {
    const rows: AuditRow[] = [];
    for (let page = await store.audit(0, 1000); page.length > 0; page = await store.audit(rows.length, 1000))
      rows.push(...page);
    return rows;
  } finally {
    await store.close();
  }
}

onEveryDatabase("the audit", (world) => {
  test.each(mutating)("%s leaves its entry in the chain", async (id) => {
    const admin = await world().account({ role: "role_admin" });
    const request = { ...(await requestOf(world(), id)), token: admin.token };
    const before = await auditOf(world());
    const reply = await world().send(request);
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: routes[id].status });
    const after = await auditOf(world());
    const added = after.slice(before.length);
    expect(added.map(({ action }) => action)).toContain(each[id] ?? id);
    const [noun = ""] = id.split(".");
    for (const entry of added) {
      expect(entry).toMatchObject({
        actor_type: "service_account",
        actor_id: admin.id,
        actor_token_id: admin.tokenId,
        ip: "127.0.0.1",
        request_id: reply.headers["request-id"],
      });
    }
    // With others beside it: a new user is given a role.
    const prefix = `${{ ...nouns, ...records }[noun as NounName].idPrefix}_`;
    expect(added.some(({ target_id }) => target_id.startsWith(prefix))).toBe(true);
    expect(verifyChain(after).type).toBe("intact");
  });

  test("whatever ends together has an entry each", async () => {
    const { id, tokenId, bindingId } = await world().account({ project: "shop", role: "role_viewer" });
    const before = (await auditOf(world())).length;
    await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` });
    const added = (await auditOf(world()))
      .slice(before)
      .map(({ action, target_id }) => `${action} ${target_id}`);
    expect(added.toSorted()).toEqual([
      `role_binding.delete ${bindingId}`,
      `service_account.delete ${id}`,
      `token.delete ${tokenId}`,
    ]);
  });

  test("what was read, refused or changed nothing leaves no entry", async () => {
    const { id } = await samples.role(world());
    const before = (await auditOf(world())).length;
    await world().send({ path: "/v1/roles" });
    await world().send({ method: "PATCH", path: `/v1/roles/${id}`, body: {} });
    await world().send({ method: "PATCH", path: `/v1/roles/${id}`, body: { no_such: 1 } });
    await world().send({ method: "DELETE", path: "/v1/roles/role_admin" });
    expect(await auditOf(world())).toHaveLength(before);
  });
});
