import { expect, test } from "vitest";
import { useCatalogue } from "../../support/catalogue.ts";

const catalogue = useCatalogue("kargo", ["other"]);
const demo = "kargo-demo";
const reads = ["get", "list", "watch"];
const everything = [...reads, "create", "update", "patch", "delete"];

test("once applied, nothing is left to do", () => {
  expect(catalogue().leftToDo).toBe(0);
});

test("a promoter may promote to the stage it was given, and to no other", async () => {
  const token = await catalogue().roleBearer(`role/${demo}/kargo-promoter`, demo);
  const stage = { type: "kargo.stage", action: "promote", project: demo };
  expect(await catalogue().whyNot(token, { ...stage, name: "test" })).toEqual([]);
  for (const name of ["uat", "prod", "test2", "Test"]) {
    expect(await catalogue().whyNot(token, { ...stage, name })).toEqual(["no_rule_for_name"]);
  }
  expect(await catalogue().whyNot(token, stage)).toEqual(["no_rule_for_name"]);
  expect(await catalogue().reaches(token, { type: "kargo.stage", name: "test", project: demo })).toEqual([
    ...reads,
    "promote",
  ]);
  expect(await catalogue().reaches(token, { type: "kargo.promotion", project: demo })).toEqual([
    ...reads,
    "create",
  ]);
});

test("a token of the system's admin does everything in every project", async () => {
  const token = await catalogue().roleBearer("role/system/kargo-admin", "system");
  for (const project of ["system", demo, "other"]) {
    const stages = await catalogue().reaches(token, { type: "kargo.stage", project });
    expect(stages).toEqual([...everything, "promote"]);
    expect(await catalogue().reaches(token, { type: "kargo.secret", project })).toEqual(everything);
  }
});

test("a project's admin does everything in it, and is nobody elsewhere", async () => {
  const token = await catalogue().roleBearer(`role/${demo}/kargo-admin`, demo);
  const stage = { type: "kargo.stage", action: "promote" };
  expect(await catalogue().whyNot(token, { ...stage, project: demo })).toEqual([]);
  expect(await catalogue().whyNot(token, { ...stage, project: "system" })).toEqual(["no_role"]);
  await expect(catalogue().whyNot(token, { ...stage, project: "other" })).rejects.toThrow("422");
});

test.each([
  ["role/system/kargo-viewer", "system"],
  [`role/${demo}/kargo-viewer`, demo],
])("%s reads, promotes nothing, and sees no secrets", async (role, at) => {
  const token = await catalogue().roleBearer(role, at);
  expect(await catalogue().reaches(token, { type: "kargo.stage", name: "test", project: demo })).toEqual(
    reads,
  );
  const secret = { type: "kargo.secret", action: "get", project: demo };
  expect(await catalogue().whyNot(token, secret)).toEqual(["no_rule_for_type"]);
});

test("a user lists projects and reads the configuration; a project creator creates projects too", async () => {
  const [user, creator] = await Promise.all(
    ["user", "project-creator"].map((name) => catalogue().roleBearer(`role/system/kargo-${name}`, "system")),
  );
  const projects = { type: "kargo.project", project: "system" };
  expect(await catalogue().reaches(user!, projects)).toEqual(["list"]);
  expect(await catalogue().reaches(creator!, projects)).toEqual(["list", "create"]);
  for (const token of [user!, creator!]) {
    const config = await catalogue().reaches(token, { type: "kargo.system-config", project: "system" });
    expect(config).toEqual(reads);
    expect(await catalogue().reaches(token, { type: "kargo.stage", project: demo })).toEqual([]);
  }
});
