import { afterAll, beforeEach, expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { createHandOverWorld } from "./hand-over-world.ts";

const PATH = "/repos/shop/website/actions/secrets/JETON_TOKEN";
const given = await createHandOverWorld();
const { world, github } = given;
afterAll(() => given[Symbol.asyncDispose]());
beforeEach(() => {
  github.asked.length = 0;
});

const secrets = "repo:shop/website#JETON_TOKEN = sa/shop/deployer ttl=30d grace=1d";

test("mints the first time, rotates from then on, and nobody but GitHub ever sees the secret", async () => {
  const job = given.job();
  const first = await job.use({ ...given.inputs, secrets });
  expect(first).toMatchObject({ exitCode: 0, annotations: [], stderr: "" });
  expect(github.asked).toEqual([
    "GET /repos/shop/website/actions/secrets/public-key",
    `GET ${PATH}`,
    "DELETE /repos/shop/website/actions/secrets/*",
    `PUT ${PATH}`,
  ]);
  const old = github.secrets.get(PATH)!.value;
  expect(await world.isAccepted(old)).toBe(true);
  const [token] = await given.tokens();
  expect(token).toMatchObject({
    name: "github:repo:shop/website#JETON_TOKEN",
    mode: "full_access",
    managed_by: "action:shop/website",
    labels: { "github/secret": "repo:shop/website#JETON_TOKEN" },
    ephemeral: false,
    max_age: null,
  });
  const days = (Date.parse(String(token!["expires_at"])) - Date.parse(String(token!["created_at"]))) / 864e5;
  expect(Math.abs(days - 30)).toBeLessThan(0.01);

  const second = await job.use({ ...given.inputs, secrets: `${secrets} mode=read_only` });
  expect(second).toMatchObject({ exitCode: 0, annotations: [] });
  expect(github.asked.at(-1)).toBe(`PUT ${PATH}`);
  const current = github.secrets.get(PATH)!.value;
  expect(current).not.toBe(old);
  // Until the grace is over both are accepted.
  expect([await world.isAccepted(old), await world.isAccepted(current)]).toEqual([true, true]);
  expect(await given.tokens()).toEqual([expect.objectContaining({ id: token!["id"], mode: "read_only" })]);
  expect(second.summary).toContain("<td>repo:shop/website&#35;JETON_TOKEN</td><td>sa/shop/deployer</td>");
  expect(second.log).toMatch(
    /repo:shop\/website#JETON_TOKEN has a new secret .*; the one before is accepted for 1d\./,
  );

  const posts = await job.finish();
  expect(posts.map(({ stdout, annotations }) => [stdout, annotations])).toEqual([
    ["", []],
    ["", []],
  ]);
  expect(await world.isAccepted(current)).toBe(true);
  for (const phase of [first, second, ...posts]) {
    expect(leaksOf(phase, [old, current, given.secretsToken, world.token])).toEqual([]);
    // Not even as something to mask: it never was in the job.
    expect(phase.stdout).not.toContain(current);
  }
  expect(first.outputs).not.toHaveProperty("JETON_TOKEN");
});

test("Dependabot and Codespaces have secrets of their own, with keys of their own", async () => {
  const lines = [
    "repo:shop/website!dependabot#REGISTRY = sa/shop/deployer mode=read_only",
    "repo:shop/website!codespaces#REGISTRY = sa/shop/deployer mode=read_only",
    "org:shops!dependabot#REGISTRY = sa/shop/deployer visibility=private",
  ];
  const paths = [
    "/repos/shop/website/dependabot/secrets",
    "/repos/shop/website/codespaces/secrets",
    "/orgs/shops/dependabot/secrets",
  ];
  const main = await given.job().use({ ...given.inputs, secrets: lines.join("\n") });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  for (const [index, path] of paths.entries()) {
    expect(github.asked).toContain(`GET ${path}/public-key`);
    expect(github.asked).toContain(`DELETE ${path}/*`);
    expect(await world.isAccepted(github.secrets.get(`${path}/REGISTRY`)!.value)).toBe(true);
    const [target = ""] = lines[index]!.split(" ");
    expect(main.stdout).toContain(`${target} has a new secret of sa/shop/deployer`);
  }
  github.tokens.set("github_pat_reads", "read");
  const reads = { ...given.inputs, "secrets-token": "github_pat_reads", secrets: lines[0]! };
  const refused = await given.job().use(reads);
  expect(refused.annotations.at(-1)?.message).toContain("with `Dependabot secrets: write` for shop/website");
  for (const secrets of [
    "repo:shop/website!dependabot@prod#A = sa/shop/x",
    "repo:shop/website!npm#A = sa/shop/x",
  ]) {
    const wrong = await given.job().use({ ...given.inputs, secrets });
    expect(wrong.annotations.at(-1)?.message).toContain("write `repo:OWNER/NAME#SECRET = SERVICE_ACCOUNT`");
  }
});

test("environments have secrets of their own, whatever their names; spelling is one", async () => {
  const lines = [
    "# production",
    "repo:Shop/Website@EU%20west%2F1#JETON_TOKEN = sa/shop/deployer within=shop",
    `repo:shop/website@${"long".repeat(40)}#JETON_TOKEN = sa/shop/deployer`,
  ];
  const main = await given.job().use({ ...given.inputs, secrets: lines.join("\n") });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect([...github.secrets.keys()].filter((path) => path.includes("environments"))).toEqual([
    "/repos/Shop/Website/environments/EU%20west%2F1/secrets/JETON_TOKEN",
    `/repos/shop/website/environments/${"long".repeat(40)}/secrets/JETON_TOKEN`,
  ]);
  const names = (await given.tokens()).map(({ name }) => String(name)).filter((name) => name.includes("@"));
  expect(names).toContain("github:repo:shop/website@eu%20west%2f1#JETON_TOKEN".replace("%2f", "%2F"));
  expect(
    names
      .map((name) => name.length)
      .toSorted((a, b) => a - b)
      .at(-1),
  ).toBe(128);

  const twice = await given
    .job()
    .use({ ...given.inputs, secrets: `${secrets}\n${secrets.replace("shop/w", "SHOP/W")}` });
  expect(twice.annotations[0]?.message).toBe(
    "`secrets`, line 2: repo:shop/website#JETON_TOKEN was given before.",
  );
});

test("an organization's secret stays with those who have it", async () => {
  const path = "/orgs/shop/actions/secrets/JETON_TOKEN";
  const line = "org:shop#JETON_TOKEN = sa/shop/deployer";
  const none = await given.job().use({ ...given.inputs, secrets: line });
  expect(none.annotations[0]?.message).toMatch(
    /^Nothing was handed over, since org:shop#JETON_TOKEN cannot be: shop has no secret JETON_TOKEN yet\. Create it/,
  );
  expect((await given.tokens()).filter(({ name }) => String(name).startsWith("github:org:shop#"))).toEqual(
    [],
  );

  const made = await given.job().use({ ...given.inputs, secrets: `${line} visibility=private` });
  expect(made.exitCode).toBe(0);
  expect(github.secrets.get(path)?.body).toEqual({ visibility: "private" });

  const ids = Array.from({ length: 205 }, (_, id) => id + 1);
  const body = { visibility: "selected", selected_repository_ids: ids };
  github.secrets.set(path, { ...github.secrets.get(path)!, body });
  const kept = await given.job().use({ ...given.inputs, secrets: line });
  expect(kept.exitCode).toBe(0);
  expect(github.secrets.get(path)?.body).toEqual(body);
});

test.each([
  [
    "nothing like it",
    "JETON_TOKEN = sa/shop/deployer",
    "line 1: write `repo:OWNER/NAME#SECRET = SERVICE_ACCOUNT`",
  ],
  ["another path", "repo:shop/..#A = sa/shop/deployer", "line 1: write `repo:"],
  ["another path", "repo:shop/website@..#A = sa/shop/deployer", "line 1: write `repo:"],
  ["GitHub's own name", "repo:shop/website#GITHUB_TOKEN = sa/shop/deployer", "does not begin with GITHUB_"],
  ["no account", "repo:shop/website#A = role/system/admin", "role/system/admin names no service account"],
  [
    "no time to write it",
    "repo:shop/website#A = sa/shop/deployer grace=0s",
    "grace must be a duration of five minutes",
  ],
  ["a grace beyond its life", "repo:shop/website#A = sa/shop/deployer ttl=1d grace=2d", "shorter than ttl"],
  [
    "a life without end",
    "repo:shop/website#A = sa/shop/deployer ttl=never",
    "ttl must be a duration of a year",
  ],
  [
    "a stranger's option",
    "repo:shop/website#A = sa/shop/deployer renew=1h",
    "there is no option renew; there are ttl, grace",
  ],
  [
    "visibility of a repository",
    "repo:shop/website#A = sa/shop/deployer visibility=all",
    "of an organization's secrets only",
  ],
])("refuses %s before any request", async (_, line, message) => {
  const main = await given.job().use({ ...given.inputs, url: "http://127.0.0.1:1", secrets: line });
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, state: {} });
  expect(main.annotations).toEqual([{ level: "error", message: expect.stringContaining(message) }]);
  expect(given.github.asked).toEqual([]);
});

test("needs a token of its own, and sends it nowhere that can be read along", async () => {
  const without = await given.job().use({ ...given.inputs, secrets, "secrets-token": "" });
  expect(without.annotations[0]?.message).toMatch(
    /^`secrets-token` is empty, .* own `github\.token` cannot\.$/,
  );
  const plain = await given
    .job({ GITHUB_API_URL: "http://github.test/api/v3" })
    .use({ ...given.inputs, secrets });
  expect(plain.annotations[0]?.message).toBe(
    "GITHUB_API_URL is not an https address, so no token of GitHub is sent there.",
  );
  expect(given.github.asked).toEqual([]);
});
