import type { ServerResponse } from "node:http";
import { afterAll, expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import type { Phase } from "../support/runner.ts";
import { createHandOverWorld, type HandOverWorld } from "./hand-over-world.ts";

const shared = await createHandOverWorld();
afterAll(() => shared[Symbol.asyncDispose]());

let count = 0;

/** A secret of its own, which nobody has handed over yet. */
function unused(): Given {
  const repository = `shop/website-${String((count += 1))}`;
  const { github, secretsToken } = shared;
  github.answer = undefined;
  github.asked.length = 0;
  github.tokens.set(secretsToken, "write");
  return {
    ...shared,
    github,
    path: `/repos/${repository}/actions/secrets/JETON_TOKEN`,
    target: `repo:${repository}#JETON_TOKEN`,
    secrets: `repo:${repository}#JETON_TOKEN = sa/shop/deployer`,
  };
}

interface Given extends HandOverWorld {
  readonly path: string;
  readonly target: string;
  readonly secrets: string;
}

/** One that has been handed over once. */
async function handedOver(): Promise<Given & { readonly first: string }> {
  const given = unused();
  const main = await given.job().use({ ...given.inputs, secrets: given.secrets });
  expect(main).toMatchObject({ exitCode: 0 });
  given.github.asked.length = 0;
  return { ...given, first: given.github.secrets.get(given.path)!.value };
}

async function tokenOf({ tokens, target }: Given): Promise<Record<string, unknown> | undefined> {
  return (await tokens()).find(({ name }) => name === `github:${target}`);
}

function failing(method: string, status: number, message = ""): HandOverWorld["github"]["answer"] {
  return (outgoing: ServerResponse, request: string) => {
    if (!request.startsWith(method)) return false;
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
    return true;
  };
}

function errorOf(given: HandOverWorld, main: Phase): string {
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, stderr: "" });
  expect(main.annotations).toEqual([{ level: "error", message: expect.any(String) }]);
  expect(leaksOf(main, [given.secretsToken, given.world.token])).toEqual([]);
  return main.annotations[0]!.message;
}

/** What became of the token's secrets. */
async function rotations(given: Given): Promise<readonly string[]> {
  const { id } = (await tokenOf(given))!;
  const { items } = (
    await given.world.server.send({ path: `/v1/audit-events?target_id=${String(id)}` })
  ).json() as { items: readonly { action: string }[] };
  return items
    .map(({ action }) => action)
    .filter((action) => /rotate|rollback|revoke/.test(action))
    .toReversed();
}

test.each([403, 404, 422])("a writing that GitHub refuses (%i) leaves all as it was", async (status) => {
  const given = await handedOver();
  given.github.answer = failing("PUT", status, "no");
  const job = given.job();
  const message = errorOf(given, await job.use({ ...given.inputs, secrets: given.secrets }));
  expect(message).toMatch(/^Cannot write repo:shop\/website-\d+#JETON_TOKEN\. GitHub /);
  expect(message).toContain(
    `The rotation of the token in ${given.target} was taken back: the secret there is valid as before.`,
  );
  expect(await rotations(given)).toEqual(["token.rotate", "token.rollback"]);
  expect(await given.world.isAccepted(given.first)).toBe(true);
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "", annotations: [] })]);
});

test("the first token is revoked when it cannot be written", async () => {
  const given = unused();
  given.github.answer = failing("PUT", 422, "no");
  const message = errorOf(given, await given.job().use({ ...given.inputs, secrets: given.secrets }));
  expect(message).toContain(`The token minted for ${given.target} was revoked.`);
  expect(await tokenOf(given)).toBeUndefined();
  // And the name is free for the next one.
  given.github.answer = undefined;
  expect(await given.job().use({ ...given.inputs, secrets: given.secrets })).toMatchObject({ exitCode: 0 });
});

test("an answer that is lost is no reason to take it back when GitHub has it", async () => {
  const given = await handedOver();
  given.github.answer = (outgoing, request) => {
    if (!request.startsWith("PUT")) return false;
    const { value, body } = given.github.secrets.get(given.path)!;
    given.github.secrets.set(given.path, { value, body, updated_at: "2031-01-01T00:00:00Z" });
    outgoing.socket?.destroy();
    return true;
  };
  const main = await given.job().use({ ...given.inputs, secrets: given.secrets });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await rotations(given)).toEqual(["token.rotate"]);
});

test("one that GitHub did not get is taken back", async () => {
  const given = await handedOver();
  given.github.answer = failing("PUT", 503);
  errorOf(given, await given.job().use({ ...given.inputs, secrets: given.secrets }));
  expect(given.github.asked.filter((request) => request.startsWith("PUT"))).toHaveLength(5);
  expect(await rotations(given)).toEqual(["token.rotate", "token.rollback"]);
});

test("when neither GitHub nor the server can be asked, both secrets stay valid, and post settles it", async () => {
  const given = await handedOver();
  let gone = false;
  given.github.answer = (outgoing, request) => {
    gone ||= request.startsWith("PUT");
    if (gone) outgoing.socket?.destroy();
    return gone;
  };
  const job = given.job();
  const main = await job.use({ ...given.inputs, secrets: given.secrets });
  expect(errorOf(given, main)).toContain(
    "was left as it is: GitHub does not say whether it has the new secret.",
  );
  expect(await given.world.isAccepted(given.first)).toBe(true);

  given.github.answer = undefined;
  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.log).toContain("was taken back: the secret there is valid as before.");
  expect(await rotations(given)).toEqual(["token.rotate", "token.rollback"]);
  expect(leaksOf(post!, [given.secretsToken, given.world.token])).toEqual([]);
});

test("a job that is cancelled while GitHub writes is settled by post", async () => {
  const given = await handedOver();
  const writing = Promise.withResolvers<undefined>();
  given.github.answer = (_, request) => {
    if (request.startsWith("PUT")) writing.resolve(undefined);
    return request.startsWith("PUT");
  };
  const job = given.job();
  const running = await job.start({ ...given.inputs, secrets: given.secrets });
  await writing.promise;
  running.process.kill("SIGINT");
  running.process.kill("SIGTERM");
  expect((await running.done).annotations.at(-1)?.message).toBe("The job was cancelled.");
  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await rotations(given)).toEqual(["token.rotate", "token.rollback"]);
});

test.each([
  [
    "a key that may only read",
    "read",
    /GitHub says no \(status 403: Resource not accessible .*\(GitHub names secrets=write\)/,
  ],
  ["a key that nobody knows", undefined, /GitHub refuses `secrets-token`: Bad credentials\. It may be wrong/],
])("%s is noticed before anything is rotated", async (_, may, message) => {
  const given = await handedOver();
  given.github.tokens.delete(given.secretsToken);
  if (may === "read") given.github.tokens.set(given.secretsToken, "read");
  const second = "repo:shop/other#B = sa/shop/deployer";
  const main = await given.job().use({ ...given.inputs, secrets: `${second}\n${given.secrets}` });
  expect(errorOf(given, main)).toMatch(message);
  expect(await rotations(given)).toEqual([]);
  expect(given.github.asked.some((request) => request.startsWith("PUT"))).toBe(false);
});

test("what GitHub says to the workflow's own token, to a new name, and while it is busy", async () => {
  const given = await handedOver();
  given.github.answer = failing("DELETE", 403, "Resource not accessible by integration");
  const own = errorOf(given, await given.job().use({ ...given.inputs, secrets: given.secrets }));
  expect(own).toContain("The workflow's own `github.token` can never write secrets.");
  given.github.answer = failing("GET", 301);
  const moved = errorOf(given, await given.job().use({ ...given.inputs, secrets: given.secrets }));
  expect(moved).toContain("somewhere else now (status 301), which is not followed");
  let busy = 2;
  given.github.answer = (outgoing) => {
    if ((busy -= 1) < 0) return false;
    outgoing.writeHead(403, { "x-ratelimit-remaining": "0" }).end("{}");
    return true;
  };
  expect(await given.job().use({ ...given.inputs, secrets: given.secrets })).toMatchObject({
    exitCode: 0,
    annotations: [],
  });
});

test("whoever may not rotate changes nothing", async () => {
  const given = await handedOver();
  const { secret } = await given.world.server.create("/v1/tokens", {
    role_id: "role/system/viewer",
    project: "shop",
    name: "viewer",
  });
  const main = await given.job().use({ ...given.inputs, token: secret as string, secrets: given.secrets });
  expect(errorOf(given, main)).toMatch(
    /^Cannot make a secret for repo:shop\/website-\d+#JETON_TOKEN: .*jeton\.token:rotate/,
  );
  expect(given.github.asked.some((request) => request.startsWith("PUT"))).toBe(false);
});
