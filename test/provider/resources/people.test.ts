import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

/** A user in a group of a project, with a role and a token. */
const crew = (name: string, { user, group }: { readonly user?: string; readonly group?: string } = {}) => `
resource "jeton_project" "p" { name = "${name}" }
resource "jeton_user" "u" {
  ${user ?? `email = "${name}@example.com"`}
}
resource "jeton_group" "g" {
  project = jeton_project.p.name
  ${group ?? `name = "crew"`}
}
resource "jeton_group_member" "m" {
  group_id = jeton_group.g.id
  user_id  = jeton_user.u.id
}
resource "jeton_role_binding" "user" {
  role_id = "role_viewer"
  user_id = jeton_user.u.id
  project = jeton_project.p.name
}
resource "jeton_role_binding" "group" {
  role_id  = "role_viewer"
  group_id = jeton_group.g.id
  project  = jeton_project.p.name
}
resource "jeton_token" "t" {
  user_id = jeton_user.u.id
  name    = "laptop"
}
`;

const replaced = (path: string): object => ({ actions: ["delete", "create"], replace_paths: [[path]] });
const created = { actions: ["create"], before: null };

test("a user and a group change in place, and who is in it, what is bound and the tokens stay", async () => {
  using project = stage().workspace(
    crew("stays", {
      user: `email = "ann@example.com"\n display_name = "Ann"\n disabled = true`,
      group: `name = "crew"\n description = "Of one"`,
    }),
  );
  await project.apply();
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  project.configure(crew("stays", { user: `email = "Ann.Lee@example.com"`, group: `name = "team"` }));
  const { changes } = await project.plan();
  expect(Object.keys(changes).toSorted()).toEqual(["jeton_group.g", "jeton_user.u"]);
  expect(changes).toMatchObject({
    "jeton_user.u": {
      actions: ["update"],
      after: { email: "Ann.Lee@example.com", display_name: null, disabled: false },
    },
    "jeton_group.g": { actions: ["update"], after: { name: "team", description: null } },
  });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect((await stage().send({ path: "/v1/users/ann.lee@example.com" })).json()).toMatchObject({
    id: project.attributes()["jeton_user.u"]?.["id"],
    email: "Ann.Lee@example.com",
    disabled: false,
  });

  project.configure(crew("stays", { user: `email = "ann.lee@example.com"`, group: `name = "team"` }));
  await project.apply();
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("what was deleted behind Terraform's back is made again, with all that went with it", async () => {
  using project = stage().workspace(crew("gone"));
  await project.apply();
  const { id: user } = project.attributes()["jeton_user.u"] ?? {};
  const { id: group } = project.attributes()["jeton_group.g"] ?? {};
  await stage().send({ method: "DELETE", path: `/v1/users/${String(user)}` });
  expect((await project.plan()).changes).toEqual({
    "jeton_user.u": expect.objectContaining(created) as unknown,
    "jeton_group_member.m": expect.objectContaining(created) as unknown,
    "jeton_role_binding.user": expect.objectContaining(created) as unknown,
    "jeton_token.t": expect.objectContaining(created) as unknown,
  });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  await stage().send({ method: "DELETE", path: `/v1/groups/${String(group)}` });
  expect(Object.keys((await project.plan()).changes).toSorted()).toEqual([
    "jeton_group.g",
    "jeton_group_member.m",
    "jeton_role_binding.group",
  ]);
  await project.apply("plan");
  const { id: member } = project.attributes()["jeton_group_member.m"] ?? {};
  await stage().send({ method: "DELETE", path: `/v1/group-members/${String(member)}` });
  expect(Object.keys((await project.plan()).changes)).toEqual(["jeton_group_member.m"]);
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("who is changed behind Terraform's back is changed back", async () => {
  using project = stage().workspace(crew("drifts"));
  await project.apply();
  const { id } = project.attributes()["jeton_user.u"] ?? {};
  await stage().send({
    method: "PATCH",
    path: `/v1/users/${String(id)}`,
    body: { email: "drifted@example.com", disabled: true },
  });
  expect((await project.plan()).changes).toMatchObject({
    "jeton_user.u": { actions: ["update"], after: { email: "drifts@example.com", disabled: false } },
  });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("another member, another subject and a group of another project are other objects", async () => {
  const more = (claim: string, member: string): string => `
    resource "jeton_user" "v" { email = "other@example.com" }
    resource "jeton_project" "q" { name = "elsewhere" }
    resource "jeton_role_binding" "claim" {
      role_id = "role_viewer"
      claim   = ${claim}
      project = jeton_project.p.name
    }
    resource "jeton_group_member" "n" {
      group_id = jeton_group.g.id
      user_id  = ${member}
    }
  `;
  const claim = (values: string): string =>
    `{ issuer = "https://login.example.com", name = "groups", values = ${values} }`;
  const user = "jeton_user.v.id";
  using project = stage().workspace(`${crew("others")}${more(claim(`["a", "b"]`), user)}`);
  await project.apply();
  project.configure(`${crew("others")}${more(claim(`["b", "a"]`), user)}`);
  expect((await project.plan()).code).toBe(0);

  const other = crew("others")
    .replace(`group_id = jeton_group.g.id\n  project`, `user_id = jeton_user.v.id\n  project`)
    .replace(`user_id = jeton_user.u.id\n  name`, `user_id = jeton_user.v.id\n  name`);
  project.configure(`${other}${more(claim(`["a"]`), user)}`);
  const { changes } = await project.plan();
  expect(changes).toMatchObject({
    "jeton_role_binding.claim": { actions: ["delete", "create"] },
    "jeton_role_binding.group": { actions: ["delete", "create"] },
    "jeton_token.t": replaced("user_id"),
  });
  expect(changes["jeton_role_binding.claim"]?.replace_paths?.flat()).toContain("claim");
  expect(changes["jeton_role_binding.group"]?.replace_paths?.flat().toSorted()).toEqual([
    "group_id",
    "user_id",
  ]);
  expect(Object.keys(changes)).toHaveLength(3);
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  const elsewhere = other.replace(
    `"jeton_group" "g" {\n  project = jeton_project.p.name`,
    `"jeton_group" "g" {\n  project = jeton_project.q.name`,
  );
  project.configure(`${elsewhere}${more(claim(`["a"]`), user)}`);
  expect((await project.plan()).changes).toMatchObject({
    "jeton_group.g": replaced("project"),
    "jeton_group_member.m": replaced("group_id"),
    "jeton_group_member.n": replaced("group_id"),
  });
});
