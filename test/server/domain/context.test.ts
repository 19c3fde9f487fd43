import { afterAll, beforeAll, expect, test } from "vitest";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

/** What was true when a request was authenticated need not be when it is decided: the transaction looks again. */

let world: DomainWorld;
beforeAll(async () => {
  world = await createDomainWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const project = { name: "late" };

async function account(name: string): Promise<{ id: string; token: string; tokenId: string }> {
  const { id } = await world.call(world.admin, "service_account.create", {
    body: { name, project: "system" },
  });
  const body = { role_id: "role_admin", service_account_id: id, project: "system" };
  await world.call(world.admin, "role_binding.create", { body });
  const token = await world.call(world.admin, "token.create", {
    body: { service_account_id: id, name: "x" },
  });
  return { id: String(id), token: String(token["secret"]), tokenId: String(token["id"]) };
}

test.each([
  ["its token was revoked", (it) => world.call(world.admin, "token.revoke", { id: it.tokenId })],
  ["its token was deleted", (it) => world.call(world.admin, "token.delete", { id: it.tokenId })],
  [
    "its token was disabled",
    (it) => world.call(world.admin, "token.update", { id: it.tokenId, body: { disabled: true } }),
  ],
  ["its secret was rotated away", (it) => world.call(world.admin, "token.rotate", { id: it.tokenId })],
  [
    "its owner was disabled",
    (it) => world.call(world.admin, "service_account.update", { id: it.id, body: { disabled: true } }),
  ],
  ["its owner was deleted", (it) => world.call(world.admin, "service_account.delete", { id: it.id })],
] satisfies [string, (it: { id: string; tokenId: string }) => Promise<unknown>][])(
  "a request sent before and decided after %s is refused, and changes nothing",
  async (title, end) => {
    const late = await account(`late-${title.replaceAll(/[^a-z]/g, "-")}`);
    // Both are sent at the same time; the store decides the end first.
    const [, refused] = await Promise.allSettled([
      end(late),
      world.call(late.token, "project.create", { body: project }),
    ]);
    const outcome = refused.status === "rejected" ? (refused.reason as { code: string }).code : "accepted";
    if (outcome === "accepted") await world.call(world.admin, "project.delete", { id: "late" });
    const again = await world
      .call(late.token, "project.create", { body: project })
      .catch((cause: { code: string }) => cause.code);
    expect(again).toBe("invalid_token");
    expect(["invalid_token", "accepted"]).toContain(outcome);
    expect(await world.store.read.projects.list({ name: "late" })).toEqual([]);
  },
);
