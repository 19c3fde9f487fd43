import { afterAll, beforeEach, expect, test } from "vitest";
import { startFakeGitHub } from "../support/fake-github.ts";
import { leaksOf } from "../support/leaks.ts";
import { httpProxy } from "../support/relay.ts";
import { createDeployWorld } from "./deploy-world.ts";

const given = await createDeployWorld();
const github = await startFakeGitHub();
afterAll(async () => {
  for (const one of [github, given]) await one[Symbol.asyncDispose]();
});

const app = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";
const readOnly = "ghs_abcdefghijklmnopqrstuvwxyz0123456789";
const anns = "github_pat_11AAAAAAA0123456789_abcdefghij";
github.tokens.set(app, "write").set(readOnly, "read").set(anns, "write");
github.users.set(anns, { id: 12, type: "User" });

beforeEach(async () => {
  github.comments.length = 0;
  github.asked.length = 0;
  github.answer = undefined;
  await given.write("a/team.yaml", "kind: service_account\nname: robot\nproject: shop\n");
});

const env = { GITHUB_API_URL: github.url };
const pull = { name: "pull_request", ref: "refs/pull/7/merge", env };
const inputs = { ...given.inputs, directory: "a", "github-token": app };

test("a plan is in one comment, which the next plan changes, another declaration's is another", async () => {
  await given.write(
    "a/team.yaml",
    'kind: service_account\nname: robot\nproject: shop\ndescription: "@eve <b>"\n',
  );
  const first = await given.job(pull).use(inputs);
  expect(first).toMatchObject({ exitCode: 0, annotations: [], stderr: "" });
  expect(first.stdout).toContain("The plan is in a comment of pull request 7.\n");
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body.replace(/-[0-9a-f]{8}\b/g, "-HASH")).toMatchInlineSnapshot(`
    "<!-- jeton:declaration shop/shop-website-a-HASH -->
    <h3>Plan of shop-website-a-HASH in shop</h3>
    <p>1 to create, 0 unchanged</p>
    <pre lang="diff">+ create sa/shop/robot
    +   name: &#34;robot&#34;
    +   project: &#34;shop&#34;
    +   description: &#34;&#64;eve &#60;b&#62;&#34;</pre>


    <p>By <a href="https://github.com/shop/website/actions/runs/1658821493">this run</a> for commit 0123456789ab.</p>"
  `);
  await given.write("a/team.yaml", "kind: service_account\nname: robot\nproject: shop\ndescription: other\n");
  await given.job(pull).use(inputs);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain("description: &#34;other&#34;");
  await given.job(pull).use({ ...inputs, name: "another" });
  expect(github.comments).toHaveLength(2);
  expect(github.asked.filter((line) => !line.startsWith("GET"))).toEqual([
    "POST /repos/shop/website/issues/7/comments",
    "PATCH /repos/shop/website/issues/comments/1",
    "POST /repos/shop/website/issues/7/comments",
  ]);
});

test("a plan without changes adds no comment, and changes the one that is there", async () => {
  const without = { ...inputs, declarations: "empty.yaml" };
  await given.write("a/empty.yaml", "[]\n");
  await given.job(pull).use(without);
  expect(github.comments).toEqual([]);
  await given.write("a/empty.yaml", "kind: group\nname: crew\nproject: shop\n");
  await given.job(pull).use(without);
  await given.write("a/empty.yaml", "[]\n");
  await given.job(pull).use(without);
  expect(github.comments.map(({ body }) => body)).toEqual([expect.stringContaining("<p>0 unchanged</p>")]);
});

test("a comment of somebody else that has the mark is none of ours: they could change it later", async () => {
  await given.job(pull).use(inputs);
  const { body } = github.comments.pop()!;
  github.comments.push({ id: 1, user: { id: 99, type: "User" }, body });
  for (let number = 2; number <= 150; number += 1) {
    github.comments.push({ id: number, user: { id: 99, type: "User" }, body: `No ${String(number)}` });
  }
  await given.job(pull).use(inputs);
  expect(github.comments[0]?.body).toBe(body);
  expect(github.comments).toHaveLength(151);
  await given.job(pull).use({ ...inputs, "github-token": anns });
  await given.job(pull).use({ ...inputs, "github-token": anns });
  expect(github.comments).toHaveLength(151);
});

test("a person's token finds the comment of that person again", async () => {
  const own = { ...inputs, "github-token": anns };
  await given.job(pull).use(own);
  await given.job(pull).use(own);
  expect(github.comments).toEqual([expect.objectContaining({ user: { id: 12, type: "User" } })]);
});

test("runs that are for no pull request comment nothing, nor without a token", async () => {
  await given.job({ name: "push", env }).use({ ...inputs, deploy: "plan" });
  await given.job(pull).use({ ...inputs, "github-token": "" });
  expect(github.asked).toEqual([]);
});

test("what GitHub refuses is told, and fails nothing", async () => {
  const fork = await given.job({ ...pull, fromFork: true }).use({ ...inputs, "github-token": readOnly });
  expect(fork.exitCode).toBe(0);
  expect(fork.annotations).toEqual([
    {
      level: "notice",
      message:
        "The plan is in no comment, since the token of a run for a fork may only read: Resource not accessible by personal access token.",
    },
  ]);
  for (const [token, why] of [
    [readOnly, "GitHub says 403: Resource not accessible by personal access token."],
    ["ghs_unknown", "GitHub says 401: Bad credentials."],
  ] as const) {
    const refused = await given.job(pull).use({ ...inputs, "github-token": token });
    expect(refused.exitCode).toBe(0);
    expect(refused.annotations).toEqual([
      { level: "warning", message: expect.stringContaining(`The plan is in no comment: ${why} Check that`) },
    ]);
    expect(leaksOf(refused, [token])).toEqual([]);
  }
});

test("an answer that was lost does not add a second comment", async () => {
  github.answer = (outgoing, request) => {
    if (!request.startsWith("POST")) return false;
    outgoing.destroy();
    return true;
  };
  const lost = await given.job(pull).use(inputs);
  expect(lost.annotations.map(({ level }) => level)).toEqual(["warning"]);
  expect(github.asked.filter((line) => line.startsWith("POST"))).toHaveLength(1);
});

test("a comment is as long as GitHub takes it, and goes through the proxy as all requests do", async () => {
  const objects = Array.from(
    { length: 400 },
    (_, index) =>
      `- kind: service_account\n  name: robot${String(index)}\n  project: shop\n  description: "${"<>".repeat(100)}"\n`,
  );
  await given.write("a/team.yaml", objects.join(""));
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  const { port } = new URL(github.url);
  const through = { ...pull, env: { GITHUB_API_URL: `https://github.test:${port}/api/v3` } };
  const refused = await given.job(through).use({ ...inputs, proxy: proxy.url, timeout: "20s" });
  expect(seen).toContain(`CONNECT github.test:${port}`);
  expect(refused.annotations).toEqual([
    {
      level: "warning",
      message: expect.stringContaining("The plan is in no comment: GitHub's API cannot be"),
    },
  ]);
  await given.job(pull).use(inputs);
  expect(github.comments[0]?.body.length).toBeLessThan(65_536);
  expect(github.comments[0]?.body).toContain("more lines, which are in the log");
});

test("GitHub's address over plain http is told before anything is shown to it", async () => {
  const plain = { ...pull, env: { GITHUB_API_URL: "http://github.test/api/v3" } };
  const refused = await given.job(plain).use(inputs);
  expect(refused.exitCode).toBe(1);
  expect(refused.annotations[0]?.message).toBe(
    "GITHUB_API_URL is not an https address, so no token of GitHub is sent there.",
  );
});
