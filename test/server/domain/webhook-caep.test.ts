import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JWTPayload } from "jose";
import { expect, test } from "vitest";
import { claimDue } from "../../../server/domain/events/claim.ts";
import { deliver } from "../../../server/domain/events/deliver.ts";
import type { Message } from "../../../server/domain/events/message.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const url = "https://receiver.example.org/events";
const CAEP = "https://schemas.openid.net/secevent/caep/event-type/";

/** All that is due, as a receiver takes it: verified with the keys that the server publishes. */
async function received(world: DomainWorld): Promise<readonly JWTPayload[]> {
  const messages: Message[] = [];
  const sending = {
    ...world.deps,
    chance: () => 0,
    source: "",
    send: async (_: string, message: Message) => {
      messages.push(message);
      return { status: 202, retryAfter: undefined };
    },
  };
  for (const claimed of await claimDue(world.deps, { free: 100, busy: new Map() }))
    await deliver(sending, claimed);
  const keys = createLocalJWKSet((await world.deps.jwts!.jwks()) as never);
  const terms = {
    issuer: "https://jeton.test",
    audience: url,
    typ: "secevent+jwt",
    currentDate: new Date(world.clock.now),
  };
  return Promise.all(
    messages.map(async ({ headers, body }) => {
      expect(headers["content-type"]).toBe("application/secevent+jwt");
      expect(decodeProtectedHeader(body)).toMatchObject({ alg: "ES256", typ: "secevent+jwt" });
      await expect(jwtVerify(body, keys, { ...terms, audience: "https://another" })).rejects.toThrow("aud");
      await expect(jwtVerify(body, keys, { ...terms, typ: "at+jwt" })).rejects.toThrow("typ");
      return (await jwtVerify(body, keys, terms)).payload;
    }),
  );
}

test("rotating, revoking, disabling and off-boarding are told as CAEP events in tokens that jose verifies", async () => {
  await using world = await createDomainWorld();
  const make = (operation: Parameters<DomainWorld["call"]>[1], body: Record<string, unknown>, id?: unknown) =>
    world.call(world.admin, operation, { body, ...(typeof id === "string" && { id }) });
  const hook = await make("webhook.create", { name: "caep", project: "system", url, format: "caep" });
  const { id: account } = await make("service_account.create", { name: "worker", project: "system" });
  const { id: token } = await make("token.create", { service_account_id: account, name: "main" });
  const session = {
    format: "complex",
    session: { format: "opaque", id: token },
    user: { format: "opaque", id: account },
  };
  const at = { event_timestamp: world.clock.now / 1000, initiating_entity: "admin" };
  const change = (change_type: string) => ({
    [`${CAEP}credential-change`]: { credential_type: "jeton-token", change_type, ...at },
  });
  const revoked = { [`${CAEP}session-revoked`]: at };
  expect(await received(world)).toMatchObject([{ sub_id: session, events: change("create"), txn: "req_1" }]);
  await make("token.rotate", {}, token);
  expect(await received(world)).toMatchObject([{ sub_id: session, events: change("update") }]);
  await make("token.disable", {}, token);
  expect(await received(world)).toMatchObject([{ sub_id: session, events: revoked }]);
  await make("token.revoke", {}, token);
  expect(await received(world)).toMatchObject([{ sub_id: session, events: revoked }]);
  await make("service_account.off-board", { delete: false }, account);
  const all = await received(world);
  expect(all).toMatchObject([
    { sub_id: session, events: revoked },
    { sub_id: { format: "opaque", id: account }, events: revoked },
  ]);
  for (const claims of all) expect(Object.keys(claims)).not.toContain("exp");
  await make("webhook.ping", {}, hook["id"]);
  expect(await received(world)).toMatchObject([
    {
      sub_id: { id: hook["id"] },
      events: { "https://schemas.openid.net/secevent/ssf/event-type/verification": {} },
    },
  ]);
  // What has no meaning there is not sent.
  await make("role_binding.create", {
    role_id: "role_viewer",
    service_account_id: account,
    project: "system",
  });
  expect(await received(world)).toEqual([]);
});

test("a server that signs no JWTs makes no such webhook", async () => {
  await using world = await createDomainWorld();
  const { createUseCases } = await import("../../../server/domain/use-cases.ts");
  const useCases = createUseCases({ ...world.deps, jwts: null });
  const body = { name: "caep", project: "system", url, format: "caep" as const };
  const given = { description: null, events: null, disabled: false, secret: null };
  const making = useCases["webhook.create"](await world.authenticate(world.admin), {
    body: { ...body, ...given },
  });
  await expect(making).rejects.toMatchObject({ code: "not_configured" });
});
