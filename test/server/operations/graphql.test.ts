import { expect, test } from "vitest";
import { answeredBy, asking, type Answered, everythingOf, type Json } from "../../support/graphql.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /graphql", (world) => {
  const ask = async (query: string, token?: string, variables?: Json): Promise<Answered> => {
    const sent = { ...asking(query, variables), ...(token !== undefined && { token }) };
    return answeredBy(await world().send(sent));
  };
  const found = async (query: string, token?: string, variables?: Json): Promise<Json> => {
    const { data, errors } = await ask(query, token, variables);
    expect(errors).toBeUndefined();
    return data ?? {};
  };

  test("follows references from a token to its owner, its roles and its groups, and back", async () => {
    const { id, reference, tokenId } = await world().account({ project: "shop", rules: viewing });
    const { id: groupId } = await samples.group(world());
    await world().make("/v1/group-members", { group_id: groupId, service_account_id: id });
    const query = `query ($id: ID!) {
      token(id: $id) {
        name
        in_project { name }
        user { email }
        service_account {
          name
          role_bindings { nodes { role { rules { resource_type actions resource_names } } } }
          group_members { edges { node { group { id } } } }
          tokens { nodes { id service_account { id } } }
        }
      }
    }`;
    expect(await found(query, undefined, { id: tokenId })).toEqual({
      token: {
        name: "main",
        in_project: { name: "shop" },
        user: null,
        service_account: {
          name: reference.replace("sa/shop/", ""),
          role_bindings: {
            nodes: [{ role: { rules: [{ ...viewing[0], resource_names: null }] } }],
          },
          group_members: { edges: [{ node: { group: { id: groupId } } }] },
          tokens: { nodes: [{ id: tokenId, service_account: { id } }] },
        },
      },
    });
  });

  test("pages by cursors as Relay has them, each object once, in the order of REST", async () => {
    const { id } = await samples.group(world());
    for (let count = 0; count < 5; count += 1) {
      const account = await samples.service_account(world());
      await world().make("/v1/group-members", { group_id: id, service_account_id: account.id });
    }
    const rest = await world().send({ path: `/v1/group-members?group_id=${id}` });
    const members = (rest.json()["items"] as Json[]).map((member) => member["id"]);
    const seen: unknown[] = [];
    for (let after: unknown = null; ;) {
      const query = `query ($id: ID!, $after: String) { group(id: $id) {
        group_members(first: 2, after: $after) {
          edges { cursor node { id } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        } } }`;
      const { group } = (await found(query, undefined, { id, after })) as {
        group: {
          group_members: {
            edges: { cursor: string; node: { id: string } }[];
            pageInfo: Record<string, unknown>;
          };
        };
      };
      const { edges, pageInfo } = group.group_members;
      expect(pageInfo).toMatchObject({ startCursor: edges[0]?.cursor, endCursor: edges.at(-1)?.cursor });
      seen.push(...edges.map(({ node }) => node.id));
      if (pageInfo["hasNextPage"] !== true) break;
      after = pageInfo["endCursor"];
    }
    expect(seen).toEqual(members);
  });

  test("an audit cursor goes on where its event is, and its filters are REST's", async () => {
    const query = `query ($after: String) { audit_events(first: 1, after: $after, action: "project.create") {
      edges { cursor node { sequence action time actor { id token { name } } changes } } } }`;
    const first = (await found(query)) as { audit_events: { edges: [{ cursor: string; node: Json }] } };
    const [{ cursor, node }] = first.audit_events.edges;
    expect(cursor).toBe(String(node["sequence"]));
    const second = (await found(query, undefined, { after: cursor })) as typeof first;
    const rest = await world().send({ path: "/v1/audit-events?action=project.create&page_size=2" });
    const expected = (rest.json()["items"] as Json[]).map(({ sequence }) => sequence);
    expect([node["sequence"], second.audit_events.edges[0].node["sequence"]]).toEqual(expected);
    const none = `{ audit_events(time_before: "2001-01-01T00:00:00Z") { nodes { id } } }`;
    expect(await found(none)).toEqual({ audit_events: { nodes: [] } });
  });

  test("finds anything by its id, and by its reference where its kind is said", async () => {
    const { id, references } = await samples.role(world());
    const query = `query ($id: ID!, $reference: ID!) {
      node(id: $id) { __typename id ... on Role { name } }
      role(id: $reference) { id }
      nothing: node(id: "nothing")  { id }
      unknown: node(id: "role_019a0000-0000-7000-8000-000000000000") { id }
    }`;
    expect(await found(query, undefined, { id, reference: references[1] })).toEqual({
      node: { __typename: "Role", id, name: references[0]?.split("/")[1] },
      role: { id },
      nothing: null,
      unknown: null,
    });
  });

  test("says who the caller is as REST does", async () => {
    const { token } = await world().account({ project: "shop", role: "role_viewer" });
    const query = `{ whoami { subject { type reference } grants { role project } token ${everythingOf("token")} } }`;
    const rest = (await world().send({ path: "/v1/whoami", token })).json();
    expect(await found(query, token)).toMatchObject({
      whoami: {
        subject: { type: "service_account" },
        grants: [{ role: "role/system/viewer", project: "shop" }],
        token: { id: (rest["token"] as Json)["id"] },
      },
    });
  });

  test("what is not the caller's to see is null, and what it may only see is refused by name", async () => {
    const { id } = await samples.service_account(world());
    const { token: stranger } = await world().account({ project: "shopping", role: "role_admin" });
    const { token: bystander } = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["*"] }],
    });
    const query = `{ service_account(id: "${id}") { name } }`;
    expect(await found(query, stranger)).toEqual({ service_account: null });
    const refused = await ask(query, bystander);
    expect(refused.data).toEqual({ service_account: null });
    expect(refused.errors).toMatchObject([
      {
        path: ["service_account"],
        extensions: {
          code: "forbidden",
          status: 403,
          needs: { permission: "jeton.service-account:read", project: "shop" },
        },
      },
    ]);
  });

  test("a reference that leads out of what the caller sees ends there", async () => {
    const group = await samples.group(world());
    const other = await samples.service_account(world(), "shopping");
    await world().make("/v1/group-members", { group_id: group.id, service_account_id: other.id });
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    const query = `{ group(id: "${group.id}") { group_members { nodes { service_account_id service_account { name } } } } }`;
    expect(await found(query, token)).toEqual({
      group: { group_members: { nodes: [{ service_account_id: other.id, service_account: null }] } },
    });
  });

  test("a whole query is one use of the token, and one that gives nothing is none", async () => {
    const { token, tokenId } = await world().account({
      role: "role_viewer",
      terms: { usage_limit: 2 },
    });
    const uses = async (): Promise<unknown> =>
      (await world().send({ path: `/v1/tokens/${tokenId}` })).json()["uses"];
    await found("{ a: whoami { subject { id } } roles { nodes { id } } projects { nodes { id } } }", token);
    expect(await uses()).toBe(1);
    await ask("{ no_such_field }", token);
    await ask(`{ user(id: "usr_nobody") { id } }`, token);
    expect(await uses()).toBe(1);
    await found("{ __typename }", token);
    expect(await uses()).toBe(2);
    const reply = await world().send({ ...asking("{ whoami { subject { id } } }"), token });
    expect([reply.status, answeredBy(reply).errors?.[0]?.extensions.code]).toEqual([401, "invalid_token"]);
  });

  test("a list's arguments are refused by their own names", async () => {
    const { errors } = await ask(`{ tokens(first: 0, created_after: "yesterday") { nodes { id } } }`);
    expect(errors).toMatchObject([
      {
        extensions: {
          code: "validation_failed",
          errors: [{ pointer: "first" }, { pointer: "created_after" }],
        },
      },
    ]);
    const unseen = await ask(`{ tokens(project: "nowhere") { nodes { id } } }`);
    expect(unseen.errors).toMatchObject([{ extensions: { code: "validation_failed" } }]);
    const nothing = await ask("query ($name: String) { roles(name: $name) { nodes { id } } }", undefined, {
      name: null,
    });
    expect(nothing.errors).toMatchObject([{ extensions: { errors: [{ pointer: "name" }] } }]);
  });

  usualRefusals(world, {
    id: "graphql",
    request: () => asking("{ whoami { subject { id } } }"),
    stranger: "none",
    bystander: "none",
  });
});
