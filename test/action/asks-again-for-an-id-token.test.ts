import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { Fate } from "../support/relay.ts";
import { createIdentityWorld } from "./identity-world.ts";

const account = { "service-account": "shop/ci" };

function answering(status: number, message = ""): (outgoing: ServerResponse) => boolean {
  return (outgoing) => {
    outgoing.writeHead(status).end(JSON.stringify({ message }));
    return true;
  };
}

test.each([
  [503, ""],
  [429, ""],
  [403, "Can't issue ID_TOKEN for job in 'Pending' state"],
])("after a status %i %s that passes", async (status, text) => {
  await using given = await createIdentityWorld();
  const { endpoint } = given;
  endpoint.answer = (outgoing, count) => count <= 2 && answering(status, text)(outgoing);
  const main = await given.job().use({ url: given.url, ...account });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(endpoint.audiences).toHaveLength(3);
});

test("after a connection that breaks", async () => {
  await using given = await createIdentityWorld();
  const { endpoint } = given;
  endpoint.answer = (outgoing, count) => {
    if (count > 1) return false;
    outgoing.socket?.destroy();
    return true;
  };
  expect(await given.job().use({ url: given.url, ...account })).toMatchObject({
    exitCode: 0,
    annotations: [],
  });
});

test("when an exchange is never answered, since its ID token may be used up", async () => {
  await using given = await createIdentityWorld();
  let exchanges = 0;
  given.decide = (line): Fate => {
    if (!line.startsWith("POST /oauth/token ")) return "pass";
    exchanges += 1;
    return exchanges === 1 ? "lose" : "pass";
  };
  const main = await given.job().use({ url: given.url, ...account });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(new Set(given.endpoint.given).size).toBe(2);
  expect(given.leaks(main, [main.outputs["token"]!])).toEqual([]);
});
