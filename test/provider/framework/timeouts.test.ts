import { expect, test } from "vitest";
import { error } from "../../../provider/framework/diagnostic.ts";
import type { Context, Resource } from "../../../provider/framework/resource.ts";
import { config, shop, type Warehouse, type Widget, widget } from "./widget.ts";

const timeouts = { create: "5m", read: "1m", update: "5m", delete: "1h30m" };
const timed: Resource<Warehouse, Widget> = { ...widget, timeouts };

/** Configured; what is left out is null, as Terraform sends it. */
const within = (times: object) => ({
  timeouts: { create: null, read: null, update: null, delete: null, ...times },
});

/** As a request that is given up when the signal says so. */
async function never({ signal }: Context<Warehouse>): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(new Error("given up")));
  return await promise;
}

test("a handler that takes too long is told to stop, and the practitioner which time to raise", async () => {
  const { terraform } = await shop({ ...timed, create: async (_request, context) => never(context) });
  const created = terraform.apply(config(within({ create: "20ms" })));
  await expect(created).rejects.toThrow(
    /^Timed out: To create shop_widget took longer than 20ms[\s\S]*`timeouts\.create`[\s\S]*given up$/,
  );
  expect(terraform.state).toBeNull();
});

test("what was achieved before the time was over is in the state", async () => {
  const unready: Resource<Warehouse, Widget> = {
    ...timed,
    async create(request, context) {
      const made = await widget.create(request, context);
      await never(context).catch(() => {});
      return { ...made, diagnostics: [error("Not ready", "It was made and is not ready.")] };
    },
  };
  const { terraform } = await shop(unready);
  const created = terraform.apply(config(within({ create: "20ms" })));
  await expect(created).rejects.toThrow(/Timed out[\s\S]*Not ready: It was made and is not ready\./);
  expect(terraform.state).toMatchObject({ id: "w1", timeouts: { create: "20ms" } });
});

test("reading, changing and deleting have times of their own, and the state is kept", async () => {
  const slow: Resource<Warehouse, Widget> = {
    ...timed,
    read: async (state, context) => (state.name === "slow" ? never(context) : widget.read(state, context)),
    update: async (_request, context) => never(context),
    delete: async (_state, context) => never(context),
  };
  const { terraform } = await shop(slow);
  const times = within({ read: "10ms", update: "20ms", delete: "30ms" });
  await terraform.apply(config(times));
  const before = terraform.state;
  await expect(terraform.apply(config({ ...times, description: "new" }))).rejects.toThrow("than 20ms");
  await expect(terraform.apply(null)).rejects.toThrow("than 30ms");
  expect(terraform.state).toEqual(before);
});

test("one that is late but done is done", async () => {
  const late: Resource<Warehouse, Widget> = {
    ...timed,
    async create(request, context) {
      await never(context).catch(() => {});
      return await widget.create(request, context);
    },
  };
  const { terraform } = await shop(late);
  expect(await terraform.apply(config(within({ create: "5ms" })))).toMatchObject({ id: "w1" });
});

test("a change of the times alone is kept without asking the server or shaking other values", async () => {
  const { terraform, warehouse } = await shop(timed);
  await terraform.apply(config(within({})));
  const asked = warehouse.requests.length;
  const next = config(within({ create: "10m" }));
  const { action, planned } = await terraform.plan(next);
  expect(action).toBe("update");
  expect(planned).toEqual({ ...terraform.state, ...within({ create: "10m" }) });
  expect(await terraform.apply(next)).toMatchObject(within({ create: "10m" }));
  expect(warehouse.requests).toHaveLength(asked);
  // Another spelling of the same time is no change at all.
  expect((await terraform.plan(config(within({ create: "600s" })))).action).toBe("no-op");
});

test("no handler sees the times, and without them everything is as it was", async () => {
  const { terraform, warehouse } = await shop(timed);
  await terraform.apply(config({ ...within({ update: "1m" }), description: "a" }));
  await terraform.apply(config({ ...within({ update: "2m" }), description: "b" }));
  expect(warehouse.requests[1]).toEqual({ method: "update", body: { description: "b" } });
  expect(warehouse.requests.filter(({ body }) => "timeouts" in body)).toEqual([]);
  const { server } = await shop();
  expect(Object.keys(server.schema().resources["shop_widget"]!.attributes)).not.toContain("timeouts");
});

test("what is no time is refused, in the configuration and in a provider", async () => {
  const { server } = await shop(timed);
  const { diagnostics } = await server.validateResource(
    "shop_widget",
    config(within({ create: "soon", read: "0s", update: "1.5h", delete: "2m30s" })),
    { writeOnlyAllowed: true },
  );
  expect(diagnostics.map(({ summary }) => summary)).toEqual([
    "Invalid value for timeouts.create",
    "Invalid value for timeouts.read",
  ]);
  await expect(shop({ ...timed, timeouts: { create: "a while" } })).rejects.toThrow("a while is no duration");
});
