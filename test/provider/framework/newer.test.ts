import { expect, test } from "vitest";
import type { Action } from "../../../provider/framework/action.ts";
import { createServer } from "../../../provider/framework/create-server.ts";
import { error, warning } from "../../../provider/framework/diagnostic.ts";
import type { Identity } from "../../../provider/framework/identity.ts";
import type { ListResource } from "../../../provider/framework/list-resource.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import type { ActionEvent, ListedResult } from "../../../provider/framework/server.ts";
import { type Warehouse, type Widget, widget } from "./widget.ts";

const identity: Identity = {
  version: 0,
  attributes: { id: { type: "string", description: "Its name for ever." } },
  importId: ({ id }) => String(id as string),
};
const known = { ...widget, identity } as Resource<Warehouse, Widget> as Resource<Warehouse>;
const none = { version: 0, description: "", attributes: {} };

/** What a list was told of its end. */
let aborted = false;

const widgets: ListResource<Warehouse, { readonly name: string }, Widget> = {
  typeName: "shop_widget",
  schema: { ...none, attributes: { name: { type: "string", description: "Which.", optional: true } } },
  async *list({ name }, { signal, limit }) {
    signal.addEventListener("abort", () => (aborted = true));
    if (name === "broken") throw new Error("no shelf");
    if (name === "gone") yield { diagnostics: [error("Gone", "The shop is closed.")] };
    for (let at = 1; at <= 3; at += 1) {
      yield {
        displayName: `gate ${at} of ${limit}`,
        state: { id: `w${at}`, owner: "ann", state: "new", color: 1 },
      };
    }
  },
};

const bell: Action<Warehouse, { readonly times: number | null }> = {
  typeName: "shop_bell",
  schema: { ...none, attributes: { times: { type: "number", description: "How often.", optional: true } } },
  plan: ({ times }) => (times === null ? [warning("Silence", "It does not ring.")] : []),
  async invoke({ times }, { progress }) {
    for (let at = 0; at < (times ?? 0); at += 1) {
      progress(`ding ${at}`);
      await Promise.resolve();
    }
    if (times === 13) throw new Error("cracked");
    return times === 7 ? { diagnostics: [error("Too loud", "Seven is too much.")] } : {};
  },
};

async function shop(client: Warehouse | undefined = { objects: new Map(), requests: [] }) {
  const server = createServer<Warehouse>({
    provider: { schema: none, configure: () => (client.objects.size === 0 ? { client } : {}) },
    resources: [known],
    listResources: [widgets as ListResource<Warehouse>],
    actions: [bell as Action<Warehouse>],
  });
  await server.configure({}, { terraformVersion: "1.15.9" });
  return server;
}

async function collect<T>(events: AsyncIterable<T>, most = Infinity): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) if (all.push(event) >= most) break;
  return all;
}

const list = async (name: string | null, limit = 0, most?: number): Promise<ListedResult[]> =>
  await collect((await shop()).list("shop_widget", { config: { name }, limit }), most);

test("a list gives states of the resource's own make, to its end or the limit", async () => {
  const all = await list(null);
  expect(all.map(({ displayName }) => displayName)).toEqual([1, 2, 3].map((at) => `gate ${at} of Infinity`));
  expect(all[0]).toMatchObject({ state: { id: "w1", owner: "ann", name: null }, diagnostics: [] });
  expect(all[0]?.state).not.toHaveProperty("color");
  expect(await list(null, 2)).toHaveLength(2);
});

test("a list that nobody reads any more is told so", async () => {
  aborted = false;
  expect(await list(null, 0, 1)).toHaveLength(1);
  expect(aborted).toBe(true);
});

test("a list ends with its first error, thrown or told", async () => {
  expect(await list("broken")).toMatchObject([
    { state: null, diagnostics: [{ summary: "Cannot list shop_widget", detail: "no shelf" }] },
  ]);
  expect(await list("gone")).toMatchObject([{ state: null, diagnostics: [{ summary: "Gone" }] }]);
  const closed = await shop({ objects: new Map([["w", {}]]), requests: [] });
  expect(closed.awaitsConfiguration()).toBe(true);
  expect(await collect(closed.list("shop_widget", { config: {}, limit: 0 }))).toMatchObject([
    { diagnostics: [{ summary: "Provider not configured" }] },
  ]);
  expect(await collect(closed.list("shop_nothing", { config: {}, limit: 0 }))).toMatchObject([
    { diagnostics: [{ summary: "Unknown list resource" }] },
  ]);
});

test("what is listed is a resource with an identity", () => {
  const offer = (resources: readonly Resource<Warehouse>[]) => () =>
    createServer<Warehouse>({
      provider: { schema: none, configure: () => ({}) },
      resources,
      listResources: [widgets as ListResource<Warehouse>],
    });
  expect(offer([])).toThrow("shop_widget is listed and is no resource with an identity.");
  expect(offer([widget as Resource<Warehouse>])).toThrow("is no resource with an identity");
});

const ring = async (times: number | null): Promise<ActionEvent[]> =>
  await collect((await shop()).invokeAction("shop_bell", { times }));

test("an action tells its progress as it goes and at last how it ended", async () => {
  expect(await ring(2)).toEqual([{ progress: "ding 0" }, { progress: "ding 1" }, { diagnostics: [] }]);
  expect((await ring(7)).at(-1)).toMatchObject({ diagnostics: [{ summary: "Too loud" }] });
  expect((await ring(13)).at(-1)).toMatchObject({
    diagnostics: [{ summary: "Cannot invoke shop_bell", detail: "cracked" }],
  });
  expect(await collect((await shop()).invokeAction("shop_nothing", {}))).toMatchObject([
    { diagnostics: [{ summary: "Unknown action" }] },
  ]);
});

test("an action is checked and planned before it is invoked", async () => {
  const server = await shop();
  expect((await server.planAction("shop_bell", { times: null })).diagnostics).toMatchObject([
    { severity: "warning", summary: "Silence" },
  ]);
  expect(await server.planAction("shop_bell", { times: 1 })).toEqual({ diagnostics: [] });
  expect(await server.validateAction("shop_bell", { times: 1 })).toEqual({ diagnostics: [] });
  expect(await server.validateList("shop_widget", { name: null })).toEqual({ diagnostics: [] });
  for (const answer of [await server.planAction("x", {}), await server.validateAction("x", {})]) {
    expect(answer.diagnostics).toMatchObject([{ summary: "Unknown action" }]);
  }
});
