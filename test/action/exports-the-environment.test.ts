import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { createWorld } from "./world.ts";

test("with export-env later steps have the server, the token and every minted token in their environment", async () => {
  await using world = await createWorld();
  const job = world.job();
  const main = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: [
      "DEPLOY_TOKEN = sa/shop/deployer",
      "# for the reports",
      "",
      "READ_TOKEN=sa/shop/deployer mode=read_only",
    ].join("\n"),
    "export-env": "true",
  });

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(job.env).toEqual({
    JETON_URL: world.server.url,
    JETON_TOKEN: world.token,
    DEPLOY_TOKEN: main.outputs["DEPLOY_TOKEN"],
    READ_TOKEN: main.outputs["READ_TOKEN"],
  });
  expect(leaksOf(main, [world.token, job.env["DEPLOY_TOKEN"]!, job.env["READ_TOKEN"]!])).toEqual([]);
  expect(await world.isAccepted(job.env["DEPLOY_TOKEN"]!)).toBe(true);

  // A second use in the same job, in whose environment the first one's variables are.
  const second = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: "OTHER = sa/shop/deployer",
  });
  expect(second).toMatchObject({ exitCode: 0, annotations: [] });
  expect(second.env).toEqual({});

  const posts = await job.finish();
  expect(posts.map(({ stdout }) => stdout.split("\n").filter((line) => line.startsWith("Revoked")))).toEqual([
    ["Revoked OTHER."],
    ["Revoked DEPLOY_TOKEN.", "Revoked READ_TOKEN."],
  ]);
  expect(await world.liveTokens()).toEqual([]);
});
