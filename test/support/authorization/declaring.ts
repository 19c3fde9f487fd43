import { type OperationId, type Route, routes } from "../../../server/contract/routes.ts";
import type { OperationWorld } from "../operation-world.ts";
import { places } from "./callers.ts";
import { asking, may, mayName, type Powers, sees } from "./oracle.ts";
import type { Sent } from "../http.ts";

interface Planned {
  readonly sent: Sent;
  readonly decide: (caller: Powers) => number;
  readonly isRead?: true;
}

const everyPlace = Object.values(places);

/** A declaration in a place, of an empty set: what it holds is decided on by the operations of its nouns. */
async function makeDeclaration(world: OperationWorld, place: string): Promise<{ id: string; name: string }> {
  const name = world.unused("decl");
  const body = { project: place, documents: [] };
  const reply = await world.send({ method: "POST", path: `/v1/declarations/${name}:apply`, body });
  const { declaration } = reply.json() as { declaration: { id: string } };
  return { id: declaration.id, name };
}

/** Looking at one, or deleting it. */
async function ofDeclaration(world: OperationWorld, id: OperationId, place: string): Promise<Planned> {
  const { method, path, permission, status }: Route = routes[id];
  const made = await makeDeclaration(world, place);
  const ask = asking(permission!, { at: place, name: made.name });
  const read = asking("jeton.declaration:read", { at: place, name: made.name });
  const query = method === "DELETE" ? "?objects=keep" : "";
  return {
    sent: { method, path: `${path.replace("{id}", made.id)}${query}` },
    decide: (caller) => {
      if (may(caller, ask)) return status;
      return sees(caller, place) || may(caller, read) ? 403 : 404;
    },
  };
}

/** Planning one, or applying it. */
function declaring(world: OperationWorld, id: OperationId, place: string): Planned {
  const { method, path, permission, status }: Route = routes[id];
  const name = world.unused("decl");
  const ask = asking(permission!, { at: place, name });
  return {
    sent: { method, path: path.replace("{name}", name), body: { project: place, documents: [] } },
    decide: (caller) => {
      if (!mayName(caller, place, everyPlace)) return 422;
      return may(caller, ask) ? status : 403;
    },
    ...(id === "declaration.plan" && { isRead: true as const }),
  };
}

type Plan = (world: OperationWorld, place: string) => Promise<Planned> | Planned;

export const declarationRequests: Readonly<Partial<Record<OperationId, Plan>>> = {
  "declaration.list": () => ({ sent: { path: "/v1/declarations" }, decide: () => 200 }),
  "declaration.get": (world, place) => ofDeclaration(world, "declaration.get", place),
  "declaration.drift": (world, place) => ofDeclaration(world, "declaration.drift", place),
  "declaration.delete": (world, place) => ofDeclaration(world, "declaration.delete", place),
  "declaration.plan": (world, place) => declaring(world, "declaration.plan", place),
  "declaration.apply": (world, place) => declaring(world, "declaration.apply", place),
};
