import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const owner = (project: string): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
`;

const token = (project: string, more: string): string => `${owner(project)}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  ${more}
}
`;

test("the end of a token follows what says it: an age, an instant, or nothing", async () => {
  using project = stage().workspace(token("ends", `max_age = "30d"`));
  await project.apply();
  const { created_at: birth, secret } = project.attributes()["jeton_token.t"] ?? {};
  const steps = [
    [`max_age = "60d"`, { max_age: "60d", expires_at: later(birth, 60) }],
    [`expires_at = "${later(birth, 60)}"`, { max_age: null, expires_at: later(birth, 60) }],
    [`expires_at = "2098-01-01T00:00:00Z"`, { expires_at: "2098-01-01T00:00:00Z" }],
    [``, { max_age: null, expires_at: null }],
    [`max_age = "1w"`, { max_age: "1w", expires_at: later(birth, 7) }],
  ] as const;
  for (const [lines, wanted] of steps) {
    project.configure(token("ends", lines));
    expect((await project.plan()).changes).toMatchObject({ "jeton_token.t": { actions: ["update"] } });
    await project.apply("plan");
    expect(project.attributes()["jeton_token.t"]).toMatchObject({ ...wanted, secret });
  }
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

function later(instant: unknown, days: number): string {
  return new Date(Date.parse(String(instant)) + days * 86_400_000).toISOString();
}
