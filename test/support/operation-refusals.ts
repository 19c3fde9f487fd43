import { expect, test } from "vitest";
import { jetonTypes, type Permission } from "../../server/contract/permission.ts";
import { type OperationId, type Route, routes } from "../../server/contract/routes.ts";
import type { Reply, Sent } from "./http.ts";
import type { OperationWorld } from "./operation-world.ts";
import { newBootstrapToken } from "./server.ts";

export interface Usual {
  readonly id: OperationId;
  /** A request that the admin may make, on objects of `shop`; without a token. */
  readonly request: (world: OperationWorld) => Promise<Sent> | Sent;
  /**
   * What an admin of the sibling `shopping` is told: 404 by default, as if it were missing; 422 where a body names what it
   * cannot see; 403 where nothing is hidden; none where the answer is not about a place.
   */
  readonly stranger?: 403 | 404 | 422 | "none";
  /** What somebody in `shop` without any right of Jeton's own is told: 403 by default. */
  readonly bystander?: 403 | "none";
}

/** The `pointer` of each field that a refusal names. */
export function pointers(reply: Reply): readonly string[] {
  return (reply.problem().errors ?? []).map(({ pointer }) => pointer);
}

/** A test where it has a sense. */
export function when(condition: boolean): (title: string, run: () => Promise<void>) => unknown {
  return condition ? test : () => undefined;
}

/** What every operation refuses alike, each time without changing anything. */
export function usualRefusals(world: () => OperationWorld, usual: Usual): void {
  const route: Route = routes[usual.id];
  const isForm = route.body === "form";
  const request = async (over: Partial<Sent> = {}): Promise<Sent> => ({
    ...(await usual.request(world())),
    ...over,
  });

  test("without a token it answers 401", async () => {
    expect(await world().refusal(await request({ token: undefined }))).toMatch("401");
  });

  test("with a token nobody made it answers 401", async () => {
    expect(await world().refusal(await request({ token: newBootstrapToken() }))).toMatch("401");
  });

  when(usual.bystander !== "none")("a caller who sees it and has no right to it gets 403", async () => {
    const { token } = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["*"] }],
    });
    expect(await world().refusal(await request({ token }))).toMatch("403");
  });

  const told = usual.stranger ?? 404;
  when(told !== "none")(`an admin of a sibling project gets ${String(told)}`, async () => {
    const { token } = await world().account({ project: "shopping", role: "role_admin" });
    expect(await world().refusal(await request({ token }))).toMatch(String(told));
  });

  const isMutation = route.permission !== undefined && accessOf(route.permission) === "write";
  when(isMutation)("a read-only token of an admin gets 403", async () => {
    const { token } = await world().account({ role: "role_admin", terms: { mode: "read_only" } });
    expect(await world().refusal(await request({ token }))).toBe("403 forbidden");
  });

  when(isMutation)("a token that is kept within another project gets no further", async () => {
    const { token } = await world().account({ role: "role_admin", terms: { within: "shopping" } });
    const reply = await world().refuses(await request({ token }), told === "none" ? 403 : Number(told));
    expect(reply.status).toBeGreaterThanOrEqual(403);
  });

  test("a parameter it does not have is refused", async () => {
    const { path, ...rest } = await request();
    expect(
      await world().refusal({ ...rest, path: `${path}${path.includes("?") ? "&" : "?"}no_such=1` }),
    ).toMatch(isForm || route.invalid ? "400" : "422");
  });

  if (route.body === "json") bodyRefusals(world, request, route.invalid);
}

function accessOf(permission: Permission): unknown {
  const [type = "", action = ""] = permission.split(":");
  return (jetonTypes as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[type]?.[action];
}

type Make = (over?: Partial<Sent>) => Promise<Sent>;
const json = { "content-type": "application/json" };

/**
 * What every operation with a body refuses alike.
 * @param standard the code of a body that is wrong where a standard says it; such bodies are open to more fields
 */
export function bodyRefusals(world: () => OperationWorld, request: Make, standard?: Route["invalid"]): void {
  const invalid = standard === undefined ? "422 validation_failed" : `400 ${standard}`;
  test("a body that is no JSON gets 400", async () => {
    expect(await world().refusal(await request({ body: '{"name": ', headers: json }))).toBe(
      "400 malformed_json",
    );
  });

  test(`a missing body gets ${invalid}`, async () => {
    expect(await world().refusal(await request({ body: undefined }))).toBe(invalid);
  });

  test("another content type gets 415", async () => {
    const headers = { "content-type": "text/plain" };
    expect(await world().refusal(await request({ body: "{}", headers }))).toBe("415 unsupported_media_type");
  });

  test("a body of a megabyte gets 413", async () => {
    const body = JSON.stringify({ description: "x".repeat(1 << 20) });
    expect(await world().refusal(await request({ body, headers: json }))).toBe("413 payload_too_large");
  });

  when(standard === undefined)(
    "a field there is not is refused by its name, however right the rest",
    async () => {
      const sent = await request();
      const body = { ...(sent.body as object), no_such: 1 };
      const reply = await world().refuses({ ...sent, body }, 422, "validation_failed");
      expect(pointers(reply)).toContain("/no_such");
    },
  );

  test.each(["[]", '"text"', "1", "null"])("%s instead of an object is refused", async (body) => {
    expect(await world().refusal(await request({ body, headers: json }))).toBe(invalid);
  });
}
