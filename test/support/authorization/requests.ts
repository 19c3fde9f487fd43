import { type Field, isInput, isRequired } from "../../../server/contract/field.ts";
import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import type { Permission } from "../../../server/contract/permission.ts";
import { type OperationId, type Route, routes } from "../../../server/contract/routes.ts";
import type { Sent } from "../http.ts";
import { samples, viewing } from "../operation-samples.ts";
import type { OperationWorld } from "../operation-world.ts";
import { newBootstrapToken } from "../server.ts";
import { asking, holdsEverything, may, mayName, type Powers, ruleFits, sees } from "./oracle.ts";
import { type Caller, places } from "./callers.ts";
import { isPlaced, mayRead, nameOf, placeOf, textOf } from "./objects.ts";
import { approving } from "./approving.ts";
import { querying } from "./querying.ts";
import { declarationRequests } from "./declaring.ts";
import { deliveryRequests } from "./delivering.ts";
import { evaluationRequests } from "./evaluating.ts";
import { transferring } from "./transferring.ts";

/** A request of an operation about something at a place, and what the oracle says to whoever sends it. */
export interface Planned {
  readonly sent: Sent;
  /** The status an accepted caller is to get, and of a public operation everybody. */
  readonly decide: (caller: Caller) => number;
  /** Whether it only asks, whatever its method: then it may be sent again and again. */
  readonly isRead?: true;
}

const everyPlace = Object.values(places);

/** How requests are made that are not made from the tables alone: a line for each operation that is like no other. */
const requests: Readonly<
  Partial<Record<OperationId, (world: OperationWorld, place: string) => Promise<Planned> | Planned>>
> = {
  whoami: () => ({ sent: { path: "/v1/whoami" }, decide: () => 200 }),
  ...querying,
  // Whoever lives under a policy may read it.
  "policy.effective": (_, place) => ({
    sent: { path: `/v1/policies:effective?project=${place}` },
    decide: (caller) => (mayName(caller, place, everyPlace) ? 200 : 422),
  }),
  "forward-auth": (_, place) => ({
    sent: { path: `/v1/forward-auth?resource_type=flow&action=run&project=${place}` },
    decide: (caller) => (may(caller, { ...running, at: place }) ? 200 : 403),
  }),
  "access.check": (_, place) => ({
    sent: {
      method: "POST",
      path: "/v1/access:check",
      body: { checks: [{ resource_type: "flow", action: "run", project: place }] },
    },
    decide: (caller) => (mayName(caller, place, everyPlace) ? 200 : 422),
    isRead: true,
  }),
  "access.explain": async (world, place) => {
    const { id, object } = await samples.service_account(world, place);
    const body = { service_account_id: id, resource_type: "flow", action: "run", project: place };
    const ask = asking("jeton.access:explain", { at: place });
    return {
      sent: { method: "POST", path: "/v1/access:explain", body },
      decide: (caller) => {
        if (!sees(caller, String(object["project"]))) return 422;
        return may(caller, ask) ? 200 : 403;
      },
      isRead: true,
    };
  },
  ...evaluationRequests,
  "audit_event.list": () => ofTheSystem("/v1/audit-events", "jeton.audit-event:read"),
  "audit_event.export": () => ofTheSystem("/v1/audit-events:export", "jeton.audit-event:read"),
  metrics: () => ofTheSystem("/metrics", "jeton.metrics:read"),
  // Decided by what a browser carries, whoever sends it.
  "session.begin": () => ({
    sent: { path: "/v1/session:begin?provider=no-such" },
    decide: () => 404,
  }),
  "session.callback": () => ({
    sent: { path: "/v1/session:callback/no-such?state=x&code=y" },
    decide: () => 403,
  }),
  // Decided by what it carries, whoever sends it.
  exchange: () => ({ sent: formOf("/oauth/token", "grant_type=password"), decide: () => 400 }),
  // Whoever found a secret may say so, whoever they are; of one that nobody made it is said that it is none.
  leaks: () => ({
    sent: { method: "POST", path: "/v1/leaks", body: [{ token: newBootstrapToken() }] },
    decide: () => 200,
    isRead: true,
  }),
  // Whoever has a token's text may end it; who says who it is must be allowed to as well.
  revoke: async (world, place) => {
    const { object } = await samples.token(world, place);
    const ask = asking("jeton.token:revoke", { at: place, name: textOf(object["name"]) });
    return {
      sent: formOf("/oauth/revoke", `token=${String(object["secret"])}`),
      decide: (caller) => {
        if (caller.token === undefined) return 200;
        if (!caller.accepted) return 401;
        return may(caller, ask) ? 200 : 403;
      },
    };
  },
  introspect: async (world, place) => {
    const { object } = await samples.token(world, place);
    return {
      sent: formOf("/oauth/introspect", `token=${String(object["secret"])}`),
      decide: (caller) => (mayIntrospectSomewhere(caller) ? 200 : 403),
      isRead: true,
    };
  },
  "token-review": async (world, place) => {
    const { object } = await samples.token(world, place);
    const kind = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview" };
    const body = { ...kind, spec: { token: object["secret"] } };
    return {
      sent: { method: "POST", path: "/v1/token-reviews", body },
      decide: (caller) => (mayIntrospectSomewhere(caller) ? 200 : 403),
      isRead: true,
    };
  },
  ...declarationRequests,
  ...deliveryRequests,
  "token.approve": approving,
  "token.transfer": transferring,
  // Of what one may not read nothing is counted, as of a list nothing is shown.
  "token.statistics": (_, place) => ({
    sent: { path: `/v1/tokens:statistics?project=${place}` },
    decide: (caller) => (mayName(caller, place, everyPlace) ? 200 : 422),
  }),
  "token.bulk-revoke": async (world, place) => {
    const { object } = await samples.token(world, place);
    const ask = asking("jeton.token:revoke", { at: place, name: String(object["name"]) });
    return {
      sent: {
        method: "POST",
        path: "/v1/tokens:bulk-revoke",
        body: { service_account_id: object["service_account_id"] },
      },
      decide: (caller) => {
        if (!sees(caller, place)) return 422;
        return may(caller, ask) ? 200 : 403;
      },
    };
  },
};

/** What a change or a deed is sent with, where `{}` or a small change will not do. */
const bodies: Readonly<
  Partial<Record<OperationId, (world: OperationWorld, id: string) => Promise<object> | object>>
> = {
  "user.update": () => ({ display_name: "changed" }),
  "token.rollback": async (world, id) => {
    const body = { grace_period: "1h" };
    const rotated = await world.send({ method: "POST", path: `/v1/tokens/${id}:rotate`, body });
    return { rotation_id: rotated.json()["rotation_id"] };
  },
};
const heard = [{ resource_type: "jeton.trust-policy", actions: ["read"] }];
/** What must be held besides the permission, since it is given away: the rules of the sample, or what it is told of. */
const given: Readonly<Partial<Record<OperationId, typeof viewing>>> = {
  "role.create": viewing,
  "role_binding.create": viewing,
  "webhook.create": heard,
  "webhook.rotate": heard,
};

/** What takes all there is, for good: it gives whoever stands behind it whatever others are given later. */
const givingAll: ReadonlySet<OperationId> = new Set(["identity_provider.create"]);

const running = { type: "flow", action: "run", access: "write" } as const;

function formOf(path: string, body: string): Sent {
  return { method: "POST", path, headers: { "content-type": "application/x-www-form-urlencoded" }, body };
}

function ofTheSystem(path: string, permission: Permission): Planned {
  const ask = asking(permission, { at: "system" });
  return { sent: { path }, decide: (caller) => (may(caller, ask) ? 200 : 403) };
}

/** Some right to introspect, whatever the names and wherever. */
function mayIntrospectSomewhere({ holds, mode, rules = [] }: Powers): boolean {
  const ask = asking("jeton.token:introspect", { at: "system", own: true });
  const fits = (list: typeof rules): boolean =>
    list.some((rule) => ruleFits({ ...rule, resource_names: null }, ask));
  return holds.some((holding) => fits(holding.rules)) && (mode !== "custom" || fits(rules));
}

/**
 * A request of an operation, about something made for it at that place.
 * @throws Error that says which line is missing for an operation that is like no other
 */
export async function plan(world: OperationWorld, id: OperationId, place: string): Promise<Planned> {
  const route: Route = routes[id];
  const made = requests[id];
  if (made) return made(world, place);
  // Nobody has a browser: what is a person's alone is refused to every token.
  const { method, path } = route;
  if (route.public) return { sent: { method, path }, decide: () => (route.body ? 403 : route.status) };
  if (route.credential === "session") return { sent: { method, path }, decide: () => 401 };
  const [noun = "", verb = ""] = id.split(".");
  if (isNoun(noun) && route.permission !== undefined) {
    if (verb === "list") return { sent: { path: route.path }, decide: () => 200 };
    if (verb === "create") return planCreate(world, { id, noun, place });
    if (route.path.includes("{id}")) return planDeed(world, { id, noun, place });
  }
  throw new Error(
    `the authorization matrix does not know how to ask for \`${id}\`: add a line to \`requests\` in ` +
      "test/support/authorization/requests.ts",
  );
}

/** Where there is something to ask an operation about. */
export function placesOf(id: OperationId): readonly string[] {
  const [noun = "", verb = ""] = id.split(".");
  const made = requests[id];
  if (made) return made.length > 1 ? everyPlace : ["system"];
  return isNoun(noun) && isPlaced(noun) && verb !== "list" ? everyPlace : ["system"];
}

export function isNoun(name: string): name is NounName {
  return name in nouns;
}

interface Operation {
  readonly id: OperationId;
  readonly noun: NounName;
  readonly place: string;
}

/** What the sample of a noun is made with, everything it needs being there. */
async function planCreate(world: OperationWorld, { id, noun, place }: Operation): Promise<Planned> {
  const route: Route = routes[id];
  let body: Readonly<Record<string, unknown>> = {};
  const make: OperationWorld["make"] = async (path, sent, token) => {
    if (path !== route.path) return world.make(path, sent, token);
    body = sent;
    return { ...sent, id: "not made" };
  };
  await samples[noun]({ ...world, make }, place);
  const name = textOf(body["name"]) ?? textOf(body["email"])?.toLowerCase();
  // A sample may make a project of its own to be in.
  const at = isPlaced(noun) ? (textOf(body["project"]) ?? place) : "system";
  const ask = asking(route.permission!, { at, name });
  const isNamed = "project" in body || noun === "project" || !isPlaced(noun);
  return {
    sent: { method: route.method, path: route.path, body },
    decide: (caller) => {
      // What lives where its owner does is placed by naming the owner, which has to be seen.
      if (!(isNamed ? mayName(caller, at, [...everyPlace, at]) : sees(caller, at))) return 422;
      return may(caller, ask) && holdsAll(caller, id, at) ? route.status : 403;
    },
  };
}

async function planDeed(world: OperationWorld, { id, noun, place }: Operation): Promise<Planned> {
  const route: Route = routes[id];
  const sample = await samples[noun](world, place);
  const at = placeOf(noun, sample.object);
  const name = nameOf(sample);
  const ask = asking(route.permission!, { at, name });
  const read = asking(`${nouns[noun].type}:read`, { at, name });
  const isDone = (caller: Powers): boolean =>
    ask.action === "read" ? mayRead(caller, noun, read) : may(caller, ask) && holdsAll(caller, id, at);
  const usual = route.method === "PATCH" ? smallChange(noun) : {};
  const body = (await bodies[id]?.(world, sample.id)) ?? usual;
  return {
    sent: {
      method: route.method,
      path: route.path.replace("{id}", sample.id),
      ...(route.body === "json" && { body }),
    },
    decide: (caller) => {
      if (isDone(caller)) return route.status;
      return sees(caller, at) || mayRead(caller, noun, read) ? 403 : 404;
    },
  };
}

/** A new description; where there is none, something cleared that may be absent. */
function smallChange(noun: NounName): Readonly<Record<string, unknown>> {
  const fields = Object.entries<Field>(nouns[noun].fields);
  const [cleared] =
    fields.find(([, field]) => isInput(field) && !isRequired(field) && !field.access.includes("immutable")) ??
    [];
  if ("description" in nouns[noun].fields || cleared === undefined) return { description: "changed" };
  return { [cleared]: null };
}

function holdsAll(caller: Powers, id: OperationId, at: string): boolean {
  if (givingAll.has(id) && !holdsEverything(caller)) return false;
  return (given[id] ?? []).every(({ resource_type: type, actions }) =>
    actions.every((action) => may(caller, { type, action, access: "read", at })),
  );
}
