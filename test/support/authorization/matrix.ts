import { beforeAll, expect, test } from "vitest";
import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import type { Permission } from "../../../server/contract/permission.ts";
import { type OperationId, operationIds, type Route, routes } from "../../../server/contract/routes.ts";
import type { Reply } from "../http.ts";
import { samples } from "../operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../operation-world.ts";
import { type Caller, makeCallers, makeCallersOf, places } from "./callers.ts";
import { readable } from "../graphql.ts";
import { differences } from "./differences.ts";
import { asking } from "./oracle.ts";
import { isPlaced, mayList, nameOf, placeOf } from "./objects.ts";
import { isNoun, placesOf, plan, type Planned } from "./requests.ts";

/** Requests under way at once. */
const AT_ONCE = 16;

/**
 * Every operation of the table, asked for by everybody there may be, about something in each place: what the server says
 * is what the oracle says. Files share the operations among them, so that a new one is in one of them by itself.
 */
export function authorizationMatrix({ part, of }: { readonly part: number; readonly of: number }): void {
  const mine = operationIds.filter((_, index) => index % of === part - 1);
  onEveryDatabase(`the authorization matrix, part ${String(part)} of ${String(of)}`, (world) => {
    let callers: readonly Caller[] = [];
    beforeAll(async () => {
      for (const name of [places.own, places.child, places.sibling]) {
        const { status } = await world().send({ path: `/v1/projects/${name}` });
        if (status === 404) await world().make("/v1/projects", { name });
      }
      callers = await makeCallers(world());
    });

    test.each(mine)("%s is done for whom the rules allow it, and refused to everybody else", async (id) => {
      const { permission }: Route = routes[id];
      const special = permission === undefined ? [] : await makeCallersOf(world(), permission);
      expect(await exceptions(world(), id, [...callers, ...special])).toEqual([]);
    });

    const listed = Object.keys(nouns).filter((noun) => mine.includes(`${noun}.list` as OperationId));
    // Each of them has a list, by the line above.
    test.each(listed as NounName[])(
      "a list of each %s shows what may be read, and nothing else",
      async (noun) => {
        expect(await oddLists(world(), noun, callers)).toEqual([]);
      },
    );

    const read = Object.keys(readable).filter((noun) => mine.includes(`${noun}.list` as OperationId));
    test.each(read)("GraphQL shows everybody of each %s what REST shows them", async (noun) => {
      // Both ask the same use cases, whatever the database.
      if (!world().database.url.startsWith("sqlite:")) return;
      const here = isNoun(noun) ? (isPlaced(noun) ? Object.values(places) : ["system"]) : [];
      const made = await Promise.all(here.map((place) => samples[noun as NounName](world(), place)));
      const ids = made.map(({ id }) => id);
      const accepted = callers.filter((caller) => caller.accepted);
      expect(await inGroups(accepted, (caller) => differences(world(), noun, { caller, ids }))).toEqual([]);
    });
  });
}

interface Attempt {
  readonly place: string;
  readonly caller: Caller;
  readonly planned: Planned;
  readonly expected: number;
}

/** What was answered otherwise than the oracle says, in words. */
async function exceptions(
  world: OperationWorld,
  id: OperationId,
  callers: readonly Caller[],
): Promise<readonly string[]> {
  const attempts: Attempt[] = [];
  for (const [index, place] of placesOf(id).entries()) {
    const planned = await plan(world, id, place);
    for (const caller of callers) {
      // What is not accepted is refused before anything is looked at.
      if (!caller.accepted && index > 0) continue;
      attempts.push({ place, caller, planned, expected: expectedOf(id, caller, planned) });
    }
  }
  // First all that is to be refused, about the same objects: nothing of them may have changed then.
  const before = await world.dump();
  const odd = await inGroups(
    attempts.filter(({ expected }) => expected >= 400),
    (attempt) => sent(world, id, attempt),
  );
  if ((await world.dump()) !== before) odd.push(`what refused \`${id}\` has changed something`);
  const allowed = attempts.filter(({ expected }) => expected < 400);
  return inShort([...odd, ...(await inGroups(allowed, (attempt) => sent(world, id, attempt)))]);
}

/** What is wrong with one request is wrong with many. */
function inShort(all: readonly string[]): readonly string[] {
  return all.length > 5 ? [...all.slice(0, 5), `and ${String(all.length - 5)} more`] : all;
}

function expectedOf(id: OperationId, caller: Caller, { decide }: Planned): number {
  const { public: isPublic }: Route = routes[id];
  return caller.accepted || isPublic === true ? decide(caller) : 401;
}

async function inGroups<T, R>(all: readonly T[], work: (one: T) => Promise<readonly R[]>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))).flat());
  }
  return done;
}

/** Sends one request; what is odd about the reply. */
async function sent(
  world: OperationWorld,
  id: OperationId,
  { caller, place, planned, expected }: Attempt,
): Promise<readonly string[]> {
  const { method }: Route = routes[id];
  // Who may do it does it to something of its own, where it may be gone or changed for the next.
  const isFresh = expected < 400 && method !== "GET" && method !== "PATCH" && planned.isRead !== true;
  const { sent: request } = isFresh ? await plan(world, id, place) : planned;
  const reply = await world.send({ ...request, token: caller.token });
  if (reply.status === 201) await undo(world, id, reply);
  if (reply.status === expected) return [];
  return [`\`${id}\` by the ${caller.kind}, in ${place}: ${told(reply)} instead of ${String(expected)}`];
}

/** What somebody made is deleted again: who creates a project has rights in it, and would see more than it should. */
async function undo(world: OperationWorld, id: OperationId, reply: Reply): Promise<void> {
  const remove: Route | undefined = routes[id.replace(/create$/, "delete") as OperationId];
  if (remove?.method !== "DELETE") return;
  const path = remove.path.replace("{id}", String(reply.json()["id"]));
  await world.send({ method: "DELETE", path });
}

/** A reply in short; a request that is wrong in itself says how to put it right. */
function told({ status, text }: Reply): string {
  const isWrong = status === 422 || status === 409 || status === 400;
  const hint = isWrong
    ? "; if it is the request that is wrong, add a line for it in test/support/authorization/requests.ts"
    : "";
  return `${String(status)} ${text.slice(0, 400)}${hint}`;
}

/** Whom a list shows something it may not read, or hides what it may. */
async function oddLists(
  world: OperationWorld,
  noun: NounName,
  callers: readonly Caller[],
): Promise<readonly string[]> {
  const here = isPlaced(noun) ? Object.values(places) : ["system"];
  const made = await Promise.all(here.map((place) => samples[noun](world, place)));
  const permission: Permission = `${nouns[noun].type}:read`;
  const accepted = callers.filter((caller) => caller.accepted);
  return inGroups(accepted, async (caller) => {
    const shown = await everyId(world, routes[`${noun}.list`].path, caller);
    return made.flatMap((sample) => {
      const { id, object } = sample;
      const at = placeOf(noun, object);
      const ask = asking(permission, { at, name: nameOf(sample) });
      if (shown.has(id) === mayList(caller, noun, ask)) return [];
      return [`the ${caller.kind} is ${shown.has(id) ? "" : "not "}shown a ${noun} in ${at}`];
    });
  });
}

async function everyId(world: OperationWorld, path: string, { token }: Caller): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let page = ""; ;) {
    const reply = await world.send({ path: `${path}?page_size=200${page}`, token });
    const { items, next_page_token: next } = reply.json() as {
      items: { id: string }[];
      next_page_token: string | null;
    };
    for (const { id } of items) ids.add(id);
    if (next === null) return ids;
    page = `&page_token=${encodeURIComponent(next)}`;
  }
}
