import { afterAll, afterEach, expect, test } from "vitest";
import { startFaultProxy } from "../../support/fault-proxy.ts";
import { send } from "../../support/http.ts";
import { useStage } from "../../support/terraform-test.ts";

const proxy = await startFaultProxy(() => stage().server.url);
const stage = useStage(({ token }) => ({ JETON_URL: proxy.url, JETON_TOKEN: token }));
afterEach(() => {
  proxy.ahead = 0;
  proxy.decide = () => "pass";
});
afterAll(() => proxy[Symbol.asyncDispose]());

const DAY = 86_400_000;
const rotation = `rotation = {
    before       = "10d"
    grace_period = "1d"
  }`;

const token = (project: string, lines: string, block = ""): string => `${block}
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  ${lines}
}
`;

type Project = ReturnType<ReturnType<typeof stage>["workspace"]>;

const shownIn = (project: Project) => project.attributes()["jeton_token.t"] ?? {};
const secretIn = (project: Project): string => String(shownIn(project)["secret"]);
const statusOf = async (secret: string): Promise<number> =>
  (await send(stage().server.url, { path: "/v1/whoami", token: secret })).status;
/** What is known only after apply. */
const unknownIn = async (project: Project): Promise<readonly string[]> => {
  const { after_unknown: unknown = {} } = (await project.plan()).changes["jeton_token.t"] ?? {};
  return Object.keys(unknown).filter((name) => unknown[name] === true);
};
const anew = ["expires_at", "hint", "rotate_at", "rotated_at", "secret", "state", "updated_at"];

test("a token is rotated in place from `before` its end on, and the old secret lives on for the grace", async () => {
  using project = stage().workspace(token("due", `max_age = "30d"\n${rotation}`));
  await project.apply();
  const first = shownIn(project);
  const end = Date.parse(String(first["expires_at"]));
  expect(Date.parse(String(first["rotate_at"]))).toBe(end - 10 * DAY);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  proxy.ahead = 20 * DAY + 60_000;
  const { changes, stdout } = await project.plan();
  expect(changes["jeton_token.t"]).toMatchObject({ actions: ["update"] });
  expect(await unknownIn(project)).toEqual(anew);
  expect(stdout).not.toContain("Warning");
  await project.apply("plan");
  const { id, secret } = shownIn(project);
  expect(id).toBe(first["id"]);
  expect(secret).not.toBe(first["secret"]);
  expect([await statusOf(String(secret)), await statusOf(String(first["secret"]))]).toEqual([200, 200]);
  proxy.ahead = 0;
  expect((await project.plan()).code).toBe(0);
});

test("a saved plan does what it said, however the clock jumps before it is applied", async () => {
  using project = stage().workspace(token("jumps", `max_age = "30d"\n${rotation}`));
  await project.apply();
  const secret = secretIn(project);
  project.configure(token("jumps", `max_age = "30d"\ndescription = "d"\n${rotation}`));
  expect(await unknownIn(project)).toEqual(["updated_at"]);
  proxy.ahead = 25 * DAY;
  await project.apply("plan");
  expect(secretIn(project)).toBe(secret);

  expect(await unknownIn(project)).toEqual(anew);
  proxy.ahead = 0;
  await project.apply("plan");
  expect(secretIn(project)).not.toBe(secret);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("no rotation is due that would not move the end, and none when `before` is made shorter", async () => {
  const absolute = new Date(Date.now() + 30 * DAY).toISOString();
  const ends = `absolute_expires_at = "${absolute}"`;
  using project = stage().workspace(token("ends", `max_age = "60d"\n${ends}\n${rotation}`));
  await project.apply();
  expect(shownIn(project)).toMatchObject({ expires_at: absolute, rotate_at: null });
  proxy.ahead = 29 * DAY;
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  proxy.ahead = 0;
  project.configure(token("ends", `max_age = "30d"\n${rotation}`));
  await project.apply();
  proxy.ahead = 22 * DAY;
  expect(await unknownIn(project)).toContain("secret");
  project.configure(token("ends", `max_age = "30d"\nrotation = { before = "5d" }`));
  expect(await unknownIn(project)).toEqual(["updated_at"]);
});

test("a change of keepers rotates in place, also one known only at apply; the first ones are remembered", async () => {
  const kept = (lines: string, more = ""): string => token("keeps", lines, more);
  using project = stage().workspace(kept(`max_age = "30d"`));
  await project.apply();
  const { id, secret } = shownIn(project);
  project.configure(kept(`max_age = "30d"\nkeepers = { image = "one" }`));
  expect(await unknownIn(project)).toEqual(["updated_at"]);
  await project.apply("plan");
  expect(shownIn(project)).toMatchObject({ id, secret, keepers: { image: "one" } });

  const other = `max_age = "60d"\nkeepers = { image = "two" }\n rotation = { grace_period = "1h" }`;
  project.configure(kept(other));
  expect(await unknownIn(project)).toEqual(anew.filter((name) => name !== "rotate_at"));
  await project.apply("plan");
  const second = shownIn(project);
  expect(second).toMatchObject({ id, keepers: { image: "two" }, max_age: "60d" });
  expect([await statusOf(String(secret)), await statusOf(secretIn(project))]).toEqual([200, 200]);
  const age = Date.parse(String(second["expires_at"])) - Date.parse(String(second["rotated_at"]));
  expect(age).toBe(60 * DAY);

  const data = `resource "terraform_data" "v" { input = "two" }`;
  project.configure(kept(other.replace(`"two"`, "terraform_data.v.output"), data));
  expect(await unknownIn(project)).toContain("secret");
  await project.apply("plan");
  expect(secretIn(project)).toBe(second["secret"]);
  project.configure(kept(`max_age = "60d"`));
  await project.apply();
  expect(secretIn(project)).toBe(second["secret"]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("what cannot be rotated as it is configured is refused before anything is asked", async () => {
  using project = stage().workspace("");
  for (const [lines, message] of [
    [rotation, "Without a `max_age`"],
    [`max_age = "10d"\n${rotation}`, "must be shorter than `max_age`"],
    [`max_age = "30d"\nextend_on_use = true\n${rotation}`, "A token that use extends"],
    [`rotation = {}`, "Give `before`, `grace_period`, or both"],
    [`rotation = { before = "0s" }\nmax_age = "1d"`, "Must be a duration of weeks"],
  ] as const) {
    project.configure(token("refused", lines));
    const { code, stderr } = await project.run("validate");
    expect([code, stderr.replaceAll(/[\s│]+/g, " ")]).toEqual([1, expect.stringContaining(message)]);
  }
});
