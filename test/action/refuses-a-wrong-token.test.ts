import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { leaksOf } from "../support/leaks.ts";
import { createWorld } from "./world.ts";

test("says that the token is wrong, and mints nothing", async () => {
  await using world = await createWorld();
  const job = world.job();
  const token = makeTokenText("s", randomBytes);
  const main = await job.use({ url: world.server.url, token, tokens: "DEPLOY_TOKEN = sa/shop/deployer" });

  expect(main.exitCode).toBe(1);
  expect(main.annotations).toEqual([
    {
      level: "error",
      message: expect.stringContaining(`The server at ${world.server.url} refuses \`token\``),
    },
  ]);
  expect(main).toMatchObject({ outputs: {}, env: {}, state: {}, summary: "", stderr: "" });
  expect(leaksOf(main, [token])).toEqual([]);
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
});

test("says the same of a token that was revoked", async () => {
  await using world = await createWorld();
  const { items } = (await world.server.send({ path: "/v1/tokens?name=github" })).json() as {
    items: readonly { id: string }[];
  };
  await world.server.send({ method: "POST", path: `/v1/tokens/${items[0]!.id}:revoke` });
  const main = await world.job().use({ url: world.server.url, token: world.token });

  expect(main.exitCode).toBe(1);
  expect(main.annotations[0]?.message).toContain("refuses `token`");
});
