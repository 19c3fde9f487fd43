import { expect, test } from "vitest";
import { send } from "../../support/http.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const token = (project: string, lines: string): string => `
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

test("a token that use extends is no change at any plan after it was used", async () => {
  using project = stage().workspace(token("extended", `max_age = "60s"\nextend_on_use = true`));
  await project.apply();
  const { id, secret, expires_at } = project.attributes()["jeton_token.t"] ?? {};
  expect(expires_at).toBeNull();
  const endNow = async () => (await stage().send({ path: `/v1/tokens/${String(id)}` })).json()["expires_at"];
  const before = await endNow();
  // The end moves once a twentieth of a minute has passed.
  const use = async () => {
    await send(stage().server.url, { path: "/v1/whoami", token: String(secret) });
    return endNow();
  };
  await expect.poll(use, { interval: 500 }).not.toBe(before);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(token("extended", `max_age = "120s"\nextend_on_use = true\ndescription = "d"`));
  await project.apply();
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ id, secret, expires_at: null });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(token("extended", `max_age = "1h"`));
  await project.apply();
  expect(Date.parse(String(project.attributes()["jeton_token.t"]?.["expires_at"]))).toBeGreaterThan(
    Date.parse(String(before)),
  );
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("the limits of a token are set, changed in place, and cleared when their lines go", async () => {
  const absolute = "2090-01-01T00:00:00Z";
  const limits = `
    absolute_expires_at = "${absolute}"
    not_before          = "2040-01-01T00:00:00Z"
    usage_limit         = 3
    allowed_cidrs       = ["192.0.2.0/24", "2001:db8::/32"]
    audiences           = ["https://b.example.org", "https://a.example.org"]
    rate_limit          = { period = "60s", requests = 100 }
  `;
  using project = stage().workspace(token("limits", limits));
  await project.apply();
  const { id } = project.attributes()["jeton_token.t"] ?? {};
  expect(project.attributes()["jeton_token.t"]).toMatchObject({
    expires_at: "2090-01-01T00:00:00.000Z",
    usage_limit: 3,
    audiences: ["https://a.example.org", "https://b.example.org"],
    rate_limit: { period: "60s", requests: 100 },
    state: "active",
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  const steps = [
    [
      `audiences = ["a"]\nallowed_cidrs = ["2001:db8::/32"]\nusage_limit = 5\nabsolute_expires_at = "2091-01-01T00:00:00Z"`,
      5,
    ],
    [
      `rate_limit = { period = "1h", requests = 5 }\nexpires_at = "2080-01-01T00:00:00Z"\nabsolute_expires_at = "${absolute}"`,
      null,
    ],
    [`absolute_expires_at = "${absolute}"`, null],
    [``, null],
  ] as const;
  const ends: unknown[] = [];
  for (const [lines, usage_limit] of steps) {
    project.configure(token("limits", lines));
    await project.apply();
    expect(project.attributes()["jeton_token.t"]).toMatchObject({ id, usage_limit, not_before: null });
    expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
    ends.push((await stage().send({ path: `/v1/tokens/${String(id)}` })).json()["expires_at"]);
  }
  expect(ends).toEqual([
    "2091-01-01T00:00:00.000Z",
    "2080-01-01T00:00:00.000Z",
    "2090-01-01T00:00:00.000Z",
    null,
  ]);
});

test("a limit that cannot be is refused before anything is sent", async () => {
  using project = stage().workspace("");
  for (const [lines, message] of [
    [`extend_on_use = true`, "max_age is missing"],
    [`allowed_cidrs = ["10.0.0.1/8"]`, "10.0.0.0/8"],
    [`audiences = ["a b"]`, "visible ASCII"],
    [`rate_limit = { period = "25h", requests = 5 }`, "at most a day"],
    [`rate_limit = { period = "1h", requests = 0 }`, "from 1 to 1000000"],
    [`usage_limit = 0`, "Must be at least 1"],
  ] as const) {
    project.configure(token("refused", lines));
    const { code, stderr } = await project.run("plan");
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  }
});
