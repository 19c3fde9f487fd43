import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

interface Spelling {
  readonly age: string;
  readonly end: string;
  readonly actions: string;
}

const spelt = ({ age, end, actions }: Spelling): string => `
resource "jeton_role" "r" {
  name    = "tokens"
  project = "system"
  rules   = [{ resource_type = "jeton.token", actions = ${actions} }]
}
resource "jeton_token" "aged" {
  role_id = jeton_role.r.id
  name    = "aged"
  max_age = "${age}"
}
resource "jeton_token" "dated" {
  role_id    = jeton_role.r.id
  name       = "dated"
  expires_at = "${end}"
}
`;

test("durations, instants and sets that mean the same are no change, and keep their spelling", async () => {
  const first = { age: "36h", end: "2099-06-01T12:00:00Z", actions: `["read", "revoke", "rotate"]` };
  using project = stage().workspace(spelt(first));
  await project.apply();
  const before = project.attributes();
  expect(before).toMatchObject({
    "jeton_token.aged": { max_age: "36h" },
    "jeton_token.dated": { expires_at: "2099-06-01T12:00:00Z" },
  });
  for (const other of [
    first,
    { age: "P1DT12H", end: "2099-06-01T14:00:00.000+02:00", actions: `["rotate", "read", "revoke"]` },
    { age: "1d12h", end: "2099-06-01t12:00:00z", actions: `["revoke", "rotate", "read", "read"]` },
  ]) {
    project.configure(spelt(other));
    expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  }
  // An edit elsewhere changes that and nothing else.
  project.configure(spelt({ ...first, age: "2160m" }).replace(`"aged"\n  max_age`, `"renamed"\n  max_age`));
  expect((await project.plan()).changes).toMatchObject({
    "jeton_token.aged": { actions: ["update"], after: { name: "renamed", max_age: "36h" } },
  });
  await project.apply("plan");
  expect(project.attributes()["jeton_token.aged"]).toMatchObject({ name: "renamed", max_age: "36h" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
