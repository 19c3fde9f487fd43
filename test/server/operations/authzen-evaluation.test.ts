import { expect, test } from "vitest";
import { viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase, type OperationWorld, publicUrl } from "../../support/operation-world.ts";

type Json = Readonly<Record<string, unknown>>;

onEveryDatabase("POST /access/v1/evaluation", (world) => {
  const path = "/access/v1/evaluation";
  const evaluating = (body: Json, token?: string) => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const decide = async (body: Json): Promise<unknown> => {
    const reply = await world().send(evaluating(body));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    return reply.json();
  };
  const viewer = async (it: OperationWorld = world()) => it.account({ project: "shop", rules: viewing });
  const asking = (id: string, over: Json = {}): Json => ({
    subject: { type: "service_account", id },
    action: { name: "view" },
    resource: { type: "flow", id: "shop/nightly" },
    ...over,
  });

  test("decides by the subject's roles, found by id or by reference", async () => {
    const { id, reference } = await viewer();
    expect(await decide(asking(id))).toEqual({ decision: true });
    expect(await decide(asking(reference))).toEqual({ decision: true });
    const denied = { decision: false, context: { reason: "not_allowed" } };
    expect(await decide(asking(id, { action: { name: "run" } }))).toEqual(denied);
    expect(await decide(asking(id, { resource: { type: "flow", id: "system/nightly" } }))).toEqual(denied);
  });

  test("a token is a subject too, with its mode; a role stands for whoever has it", async () => {
    const { id } = await viewer();
    const terms = { mode: "custom", rules: [{ resource_type: "flow", actions: ["list"] }] };
    const token = await world().make("/v1/tokens", { service_account_id: id, name: "narrow", ...terms });
    const bearer = { subject: { type: "token", id: token["id"] } };
    expect(await decide(asking("", bearer))).toMatchObject({ decision: false });
    const admin = { subject: { type: "role", id: "role/system/admin" } };
    expect(await decide(asking("", admin))).toEqual({ decision: true });
  });

  test("a token that is meant for others is denied, as introspection calls it inactive", async () => {
    const { id } = await viewer();
    const [mine, other] = [world().unused("https://mine.test/"), world().unused("https://other.test/")];
    const rules = [{ resource_type: "jeton.access", actions: ["explain"] }];
    const asker = await world().account({ rules });
    const account = `/v1/service-accounts/${asker.id}`;
    await world().send({ method: "PATCH", path: account, body: { audience: mine } });
    for (const [audiences, decision] of [
      [[mine, other], true],
      [[other], false],
    ] as const) {
      const name = world().unused();
      const token = await world().make("/v1/tokens", { service_account_id: id, name, audiences });
      const body = asking("", { subject: { type: "token", id: token["id"] } });
      expect((await world().send(evaluating(body, asker.token))).json()).toMatchObject({ decision });
      expect(await decide(body)).toMatchObject({ decision: false });
    }
  });

  test("the project may stand in the resource's properties, and then the id is the whole name", async () => {
    const rules = [{ resource_type: "flow", actions: ["view"], resource_names: ["a/b"] }];
    const { id } = await world().account({ project: "shop", rules });
    const named = { type: "flow", id: "a/b", properties: { project: "shop" } };
    expect(await decide(asking(id, { resource: named }))).toEqual({ decision: true });
    expect(await decide(asking(id, { resource: { type: "flow", id: "shop/a/b" } }))).toEqual({
      decision: true,
    });
  });

  test.each([
    ["a subject nobody knows", { subject: { type: "service_account", id: "sa/shop/nobody" } }],
    ["a type of subject there is not", { subject: { type: "robot", id: "r2" } }],
  ])("%s is denied", async (_, over) => {
    expect(await decide(asking("", over))).toEqual({
      decision: false,
      context: { reason: "unknown_subject" },
    });
  });

  test.each([
    ["a type nobody declared", { resource: { type: "flaw", id: "shop/x" } }],
    ["an action the type has not", { action: { name: "veiw" } }],
    ["a project there is not", { resource: { type: "flow", id: "nowhere/x" } }],
    ["an id without a project", { resource: { type: "flow", id: "nightly" } }],
  ])("%s is denied", async (_, over) => {
    const { id } = await viewer();
    expect(await decide(asking(id, over))).toEqual({
      decision: false,
      context: { reason: "unknown_resource" },
    });
  });

  test("what the standard lets others add is let through, and decides nothing", async () => {
    const { id } = await viewer();
    const body = asking(id, { context: { time: "2026-01-01T00:00:00Z" }, vendor: { x: 1 } });
    expect(await decide(body)).toEqual({ decision: true });
  });

  test.each([
    ["subject", {}],
    ["subject/id", { subject: { type: "service_account" } }],
    ["action/name", { action: {} }],
    ["resource/type", { resource: { id: "shop/x" } }],
    ["subject", { subject: "alice" }],
  ])("without a fit %s it is 400, as the standard says", async (field, over) => {
    const body =
      field === "subject" && !("subject" in over) ? { action: {}, resource: {} } : asking("x", over);
    const reply = await world().refuses(evaluating(body), 400);
    expect(pointers(reply)).toContain(`/${field}`);
  });

  test("who may not explain there learns nothing of others", async () => {
    const { id } = await viewer();
    const { token } = await world().account({ project: "shop", role: "role_project-creator" });
    expect(await world().refusal(evaluating(asking(id), token))).toBe("403 forbidden");
    const { token: outsider } = await world().account({ project: "shopping", role: "role_admin" });
    const reply = await world().send(evaluating(asking(id), outsider));
    expect(reply.json()).toEqual({ decision: false, context: { reason: "unknown_subject" } });
  });

  test("its address is found by the server's own alone, whatever a request calls the server", async () => {
    const at = { path: "/.well-known/authzen-configuration", headers: { host: "attacker.example.org" } };
    const reply = await world().send({ ...at, token: undefined });
    expect([reply.status, reply.headers["content-type"], reply.json()]).toEqual([
      200,
      "application/json",
      {
        policy_decision_point: publicUrl,
        access_evaluation_endpoint: publicUrl + path,
        access_evaluations_endpoint: `${publicUrl}${path}s`,
      },
    ]);
  });

  usualRefusals(world, {
    id: "authzen.evaluation",
    request: async (it) => evaluating(asking((await viewer(it)).id)),
    stranger: "none",
    bystander: "none",
  });
});
