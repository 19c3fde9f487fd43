import { orders } from "./listed-orders.ts";
import { expect, test } from "vitest";
import { type NounName, nouns } from "../../server/contract/nouns/all.ts";
import { isShown } from "../../server/contract/field.ts";
import { type OperationId, routes } from "../../server/contract/routes.ts";
import { type Usual, usualRefusals, when } from "./operation-refusals.ts";
import type { OperationWorld } from "./operation-world.ts";

/** One object of a noun, in the project `shop` or below it. */
export interface Sample {
  readonly id: string;
  readonly object: Readonly<Record<string, unknown>>;
  /** By which it may be named besides its id. */
  readonly references: readonly string[];
}

type Make = (world: OperationWorld, project?: string) => Promise<Sample>;

const made = async (
  world: OperationWorld,
  {
    path,
    body,
    references = [],
  }: { path: string; body: Readonly<Record<string, unknown>>; references?: string[] },
): Promise<Sample> => {
  const object = await world.make(path, body);
  return { id: String(object["id"]), object, references };
};

export const viewing = [{ resource_type: "flow", actions: ["view"] }];

/** A trust policy for jobs of one repository. */
export const trusting = (account: string, name: string) => ({
  service_account_id: account,
  name,
  issuer: "https://token.actions.githubusercontent.com",
  audience: "https://jeton.example.org",
  claims: { repository_id: ["123456"], ref: ["refs/heads/*"] },
});

/** A webhook that nobody answers, whose address is not even asked for. */
export const hooked = (name: string, project: string) => ({
  name,
  project,
  url: "https://hooks.jeton.invalid/",
  events: ["trust_policy.deleted"],
});

/** How to make one of each noun. */
export const samples: Readonly<Record<NounName, Make>> = {
  project: (world, project = "shop") => {
    const name = project === "system" ? world.unused() : `${project}.${world.unused()}`;
    return made(world, { path: "/v1/projects", body: { name }, references: [name] });
  },
  user: (world) => {
    const email = `${world.unused("Ann")}@example.com`;
    const references = [email, `usr/${email}`, email.toUpperCase()];
    return made(world, { path: "/v1/users", body: { email }, references });
  },
  service_account: (world, project = "shop") => {
    const name = world.unused("sa");
    const references = [`${project}/${name}`, `sa/${project}/${name}`];
    return made(world, { path: "/v1/service-accounts", body: { name, project }, references });
  },
  group: (world, project = "shop") => {
    const name = world.unused("group");
    const references = [`${project}/${name}`, `grp/${project}/${name}`];
    return made(world, { path: "/v1/groups", body: { name, project }, references });
  },
  group_member: async (world, project = "shop") => {
    const group = await samples.group(world, project);
    const account = await samples.service_account(world, project);
    const body = { group_id: group.id, service_account_id: account.id };
    return made(world, { path: "/v1/group-members", body });
  },
  role: (world, project = "shop") => {
    const name = world.unused("role");
    const references = [`${project}/${name}`, `role/${project}/${name}`];
    return made(world, { path: "/v1/roles", body: { name, project, rules: viewing }, references });
  },
  role_binding: async (world, project = "shop") => {
    const role = await samples.role(world, project);
    const account = await samples.service_account(world, project);
    const body = { role_id: role.id, service_account_id: account.id, project };
    return made(world, { path: "/v1/role-bindings", body });
  },
  resource_type: (world) => {
    const name = world.unused("type");
    const body = { name, actions: [{ name: "view", access: "read" }] };
    return made(world, { path: "/v1/resource-types", body, references: [name] });
  },
  policy: async (world, project = "shop") => {
    const below = await samples.project(world, project);
    const name = String(below.object["name"]);
    return made(world, { path: "/v1/policies", body: { project: name }, references: [name] });
  },
  token: async (world, project = "shop") => {
    const account = await samples.service_account(world, project);
    const body = { service_account_id: account.id, name: "ci/main" };
    return made(world, { path: "/v1/tokens", body, references: [`${account.references[1] ?? ""}/ci/main`] });
  },
  trust_policy: async (world, project = "shop") => {
    const account = await samples.service_account(world, project);
    const body = trusting(account.id, world.unused("trust"));
    const references = [`${project}/${body.name}`, `tp/${project}/${body.name}`];
    return made(world, { path: "/v1/trust-policies", body, references });
  },
  identity_provider: (world) => {
    const name = world.unused("idp");
    const body = { name, issuer: `https://${name}.example.com`, client_id: "jeton" };
    return made(world, { path: "/v1/identity-providers", body, references: [name] });
  },
  user_identity: async (world) => {
    const user = await samples.user(world);
    // What every new user gets; without it, whoever may link anybody may link this one.
    const bindings = await world.send({ path: `/v1/role-bindings?user_id=${user.id}` });
    for (const { id } of bindings.json()["items"] as { id: string }[])
      await world.send({ method: "DELETE", path: `/v1/role-bindings/${id}` });
    const body = { user_id: user.id, issuer: "https://login.example.com", subject: world.unused("sub") };
    return made(world, { path: "/v1/user-identities", body });
  },
  webhook: (world, project = "shop") => {
    const name = world.unused("hook");
    const references = [`${project}/${name}`, `wh/${project}/${name}`];
    return made(world, { path: "/v1/webhooks", body: hooked(name, project), references });
  },
};

const pathOf = (noun: NounName): string => {
  const id: OperationId = `${noun}.create`;
  return routes[id].path;
};
const at = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;
type Options = Partial<Pick<Usual, "stranger" | "bystander">>;

/** What GET of one object of a noun is expected to do. */
export function gettingOne(world: () => OperationWorld, noun: NounName, options: Options = {}): void {
  const path = pathOf(noun);
  const make = samples[noun];

  test("shows the object by its id and by its references, and never a secret", async () => {
    const sample = await make(world());
    const { secret: _, ...shown } = sample.object;
    for (const text of [sample.id, ...sample.references]) {
      const reply = await world().send({ path: at(path, text) });
      expect(reply.status).toBe(200);
      expect(reply.json()).toEqual(shown);
    }
    const fields = Object.entries(nouns[noun].fields).filter(([, field]) => isShown(field));
    expect(Object.keys(shown).toSorted()).toEqual(fields.map(([name]) => name).toSorted());
  });

  test.each([
    "no-such",
    `${nouns[noun].idPrefix}_019a0000-0000-7000-8000-000000000000`,
    "a/b/c/d/e",
    "x".repeat(700),
    "../..",
    "' or 1=1 --",
  ])("`%s` is not there", async (id) => {
    expect(await world().refusal({ path: at(path, id) })).toBe("404 not_found");
  });

  usualRefusals(world, {
    id: `${noun}.get`,
    request: async (it) => ({ path: at(path, (await make(it)).id) }),
    ...options,
  });
}

/** What DELETE of one object of a noun is expected to do. */
export function deletingOne(world: () => OperationWorld, noun: NounName, options: Options = {}): void {
  const path = pathOf(noun);
  const make = samples[noun];

  test("deletes the object, once", async () => {
    const { id, object } = await make(world());
    const request = { method: "DELETE", path: at(path, id) };
    const reply = await world().send(request);
    expect([reply.status, reply.text]).toEqual([204, ""]);
    expect(await world().refusal(request)).toBe("404 not_found");
    expect(await world().refusal({ path: at(path, id) })).toBe("404 not_found");
    const list = await world().send({ path: `${path}?page_size=200` });
    expect(list.text).not.toContain(id);
    if (noun === "project" || noun === "resource_type") await world().make(path, bodyOf(noun, object));
  });

  usualRefusals(world, {
    id: `${noun}.delete`,
    request: async (it) => ({ method: "DELETE", path: at(path, (await make(it)).id) }),
    ...options,
  });
}

function bodyOf(noun: NounName, object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { name, actions } = object;
  return noun === "project" ? { name } : { name, actions };
}

/** What a list of a noun is expected to do. */
export function listing(world: () => OperationWorld, noun: NounName, { isSystemWide = false } = {}): void {
  const path = pathOf(noun);
  const make = samples[noun];
  const ids = async (query: string, token?: string): Promise<{ ids: string[]; next: string | null }> => {
    const reply = await world().send({ path: `${path}${query}`, ...(token !== undefined && { token }) });
    expect(reply.status).toBe(200);
    const { items, next_page_token: next } = reply.json() as {
      items: { id: string }[];
      next_page_token: string | null;
    };
    return { ids: items.map(({ id }) => id), next };
  };

  test("pages through all of them, each once, in the order of their ids", async () => {
    const mine = [await make(world()), await make(world()), await make(world())].map(({ id }) => id);
    const found: string[] = [];
    for (let query = "?page_size=2"; ;) {
      const page = await ids(query);
      expect(page.ids.length).toBeLessThanOrEqual(2);
      found.push(...page.ids);
      if (page.next === null) break;
      query = `?page_size=2&page_token=${encodeURIComponent(page.next)}`;
    }
    expect(found).toEqual([...new Set(found)].toSorted());
    expect(found).toEqual(expect.arrayContaining(mine));
  });

  orders(world, noun);

  when(!isSystemWide)(
    "a caller with rights in one project sees what is in it alone, in whole pages",
    async () => {
      const { token } = await world().account({ project: "shopping", role: "role_admin" });
      const mine: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        for (let hidden = 0; hidden < 2; hidden += 1) await make(world(), "shop");
        mine.push((await make(world(), "shopping")).id);
      }
      const first = await ids("?page_size=2", token);
      expect(first.ids).toHaveLength(2);
      const found = [...first.ids];
      for (let next = first.next; next !== null;) {
        const page = await ids(`?page_size=2&page_token=${encodeURIComponent(next)}`, token);
        found.push(...page.ids);
        next = page.next;
      }
      expect(found).toEqual(expect.arrayContaining(mine));
      const all = await world().send({ path: `${path}?page_size=200`, token });
      for (const { project = "", name, built_in: isBuiltIn } of all.json()["items"] as Record<
        string,
        unknown
      >[]) {
        if (isBuiltIn === true) continue;
        if (noun === "role" && project === "system") continue;
        expect(String(noun === "project" ? name : project)).toMatch(/^shopping(?:\.|$)/);
      }
    },
  );

  test.each([
    "?page_size=0",
    "?page_size=201",
    "?page_size=x",
    "?page_size=1.5",
    "?page_size=1&page_size=2",
    "?no_such=1",
  ])("%s is refused", async (query) => {
    expect(await world().refusal({ path: `${path}${query}` })).toBe("422 validation_failed");
  });

  test("a name nobody has finds nothing, and is no mistake", async () => {
    if (!("name" in nouns[noun].filters)) return;
    expect(await ids("?name=nobody-has-this")).toEqual({ ids: [], next: null });
  });

  test("a caller without any right sees none of them but itself", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    // A token always sees itself.
    expect((await ids("", token)).ids).toEqual(noun === "token" ? [tokenId] : []);
  });

  usualRefusals(world, {
    id: `${noun}.list`,
    request: () => ({ path }),
    stranger: "none",
    bystander: "none",
  });
}
