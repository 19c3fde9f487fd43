import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:approve", (world) => {
  const tagOf = async (id: unknown): Promise<unknown> =>
    (await world().send({ path: `/v1/tokens/${String(id)}` })).headers["etag"];
  /** As it is now. */
  const approve = async (id: unknown, token?: string): Promise<Sent> => ({
    method: "POST",
    path: `/v1/tokens/${String(id)}:approve`,
    body: { etag: await tagOf(id) },
    ...(token !== undefined && { token }),
  });
  /** In a project of `shop` that requires approval, asked for by the bootstrap token. */
  const asked = async (terms: object = {}): Promise<Record<string, unknown>> => {
    const project = String((await samples.project(world())).object["name"]);
    await world().make("/v1/policies", { project, require_approval: true });
    return world().make("/v1/tokens", {
      role_id: "role_admin",
      name: world().unused("asked"),
      project,
      ...terms,
    });
  };
  const another = async (): Promise<string> => (await world().account({ role: "role_admin" })).token;

  test("a token that awaits approval is refused with the secret that it was made with, until somebody else approves it", async () => {
    const { id, secret, state, ...made } = await asked();
    expect(state).toBe("pending");
    expect(made).toMatchObject({ approved_at: null, approved_by: null, pending_since: made["created_at"] });
    const request = { path: "/v1/whoami", token: String(secret) };
    expect(await world().refusal(request)).toBe("401 invalid_token");
    const { token, id: approver } = await world().account({ role: "role_admin" });
    expect((await world().send(await approve(id, token))).json()).toMatchObject({
      id,
      state: "active",
      pending_since: null,
      requested_by: null,
      approved_by: approver,
    });
    expect((await world().send(request)).status).toBe(200);
  });

  test("those that wait are listed, and whose asking it was; a denial is a revocation", async () => {
    const { id, secret, requested_by } = await asked();
    const bootstrap = (await world().send({ path: "/v1/whoami" })).json()["token"] as { id: string };
    expect(requested_by).toEqual([bootstrap.id]);
    const list = await world().send({ path: "/v1/tokens?state=pending&page_size=200" });
    expect((list.json()["items"] as { id: string }[]).map((item) => item.id)).toContain(id);
    const token = await another();
    await world().send({ method: "POST", path: `/v1/tokens/${String(id)}:revoke`, token });
    expect(await world().refusal(await approve(id, token))).toBe("409 wrong_state");
    expect(await world().refusal({ path: "/v1/whoami", token: String(secret) })).toBe("401 invalid_token");
  });

  test("one that awaits nothing, has expired or lasts too long is not approved", async () => {
    const token = await another();
    expect(await world().refusal(await approve((await samples.token(world())).id, token))).toBe(
      "409 wrong_state",
    );
    const { id, project } = await asked();
    const path = `/v1/policies/${String(project)}`;
    const patch = (body: object): Sent => ({ method: "PATCH", path, body });
    await world().send(patch({ max_lifetime: "30d" }));
    expect((await world().send({ path: `/v1/tokens/${String(id)}` })).json()["state"]).toBe("blocked");
    expect(await world().refusal(await approve(id, token))).toBe("409 wrong_state");
    await world().send(patch({ max_lifetime: null }));
    expect((await world().send(await approve(id, token))).status).toBe(200);
  });

  test("nobody approves a token that may do what they may not", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }, ...viewing];
    const { token } = await world().account({ project: "shop", rules });
    const { id } = await asked();
    expect(await world().refusal(await approve(id, token))).toBe("403 exceeds_own_rights");
    const little = await asked({ mode: "custom", rules: viewing });
    expect((await world().send(await approve(little["id"], token))).status).toBe(200);
  });

  test("what was changed after the approver looked is refused, and the tag of a proxy is as good", async () => {
    const { id, secret } = await asked({ mode: "custom", rules: viewing });
    const token = await another();
    const before = await approve(id, token);
    const path = `/v1/tokens/${String(id)}`;
    await world().send({ method: "PATCH", path, body: { mode: "full_access", rules: null } });
    const reply = await world().refuses(before, 412, "precondition_failed");
    expect(pointers(reply)).toEqual(["/etag"]);
    expect(await world().refusal({ path: "/v1/whoami", token: String(secret) })).toBe("401 invalid_token");
    const now = await approve(id, token);
    expect((await world().send({ ...now, body: { etag: `W/${String(await tagOf(id))}` } })).status).toBe(200);
  });

  test.each(["*", "x", "", '"a", "b"', 1])("`%s` is no tag of one object", async (etag) => {
    const sent = await approve((await asked())["id"], await another());
    const reply = await world().refuses({ ...sent, body: { etag } }, 422, "validation_failed");
    expect(pointers(reply)).toEqual(["/etag"]);
  });

  test("why it is refused is explained", async () => {
    const { id, project } = await asked();
    const body = { resource_type: "flow", action: "view", project, token_id: id };
    const reply = await world().send({ method: "POST", path: "/v1/access:explain", body });
    expect(reply.json()).toMatchObject({
      allowed: false,
      missing: [
        { code: "token_pending", detail: expect.stringContaining("awaits approval since") as unknown },
      ],
    });
  });

  usualRefusals(world, { id: "token.approve", request: async () => approve((await asked())["id"]) });
});
