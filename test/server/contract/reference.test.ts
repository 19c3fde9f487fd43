import { expect, test } from "vitest";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { describeReference, parseReference } from "../../../server/contract/reference.ts";

const { project, role, role_binding: binding, service_account: account, token, user } = nouns;

test("an id is an id", () => {
  expect(parseReference(account, "sa_1")).toEqual({ by: "id", id: "sa_1" });
  expect(parseReference(binding, "rb_1")).toEqual({ by: "id", id: "rb_1" });
  expect(parseReference(role, "role_admin")).toEqual({ by: "id", id: "role_admin" });
});

test.each(["shop.payments/deployer", "sa/shop.payments/deployer"])("`%s` names a service account", (text) => {
  expect(parseReference(account, text)).toEqual({
    by: "project",
    project: "shop.payments",
    name: "deployer",
  });
});

test("a project or an account may be called as a prefix is", () => {
  expect(parseReference(account, "sa/sa")).toBeUndefined();
  expect(parseReference(account, "sa/sa/sa")).toEqual({ by: "project", project: "sa", name: "sa" });
  expect(parseReference(project, "prj")).toBeUndefined();
});

test("a token is its owner and its name, whatever slashes that has", () => {
  expect(parseReference(token, "sa/shop/deployer/ci/a/b")).toEqual({
    by: "owner",
    owner: "sa",
    project: "shop",
    ownerName: "deployer",
    name: "ci/a/b",
  });
  expect(parseReference(token, "tok/sa/shop/deployer/ci/a/b")).toMatchObject({ owner: "sa", name: "ci/a/b" });
  expect(parseReference(token, "role/system/admin/x")).toMatchObject({ owner: "role", ownerName: "admin" });
});

test("a user is an address, whatever it begins with, and a token of theirs follows it", () => {
  for (const text of ["usr_x@example.com", "usr/usr_x@example.com"]) {
    expect(parseReference(user, text)).toEqual({ by: "name", name: "usr_x@example.com" });
  }
  expect(parseReference(user, "usr_x")).toEqual({ by: "id", id: "usr_x" });
  expect(parseReference(token, "usr/ann@example.com/ci/a")).toEqual({
    by: "owner",
    owner: "usr",
    project: undefined,
    ownerName: "ann@example.com",
    name: "ci/a",
  });
});

test.each([
  [token, "usr/ann@example.com"],
  [token, "usr/ann@example.com/"],
  [user, "sa/ann@example.com"],
  [account, ""],
  [account, "/"],
  [account, "a//b"],
  [account, "deployer"],
  [account, "role/shop/x"],
  [account, "sa/a/b/c"],
  [account, "sa//x"],
  [token, "ci"],
  [token, "sa/shop/deployer"],
  [token, "sa/shop/deployer/"],
  [token, "//x/y"],
  [binding, "shop/x"],
  [project, "a/b"],
  [project, ""],
] as const)("$0.name: `%s` names nothing", (noun, text) => {
  expect(parseReference(noun, text)).toBeUndefined();
});

test("a message says what a reference looks like", () => {
  expect(describeReference(account)).toBe("an id (`sa_...`) or `PROJECT/NAME`");
  expect(describeReference(user)).toBe("an id (`usr_...`) or `EMAIL`");
  expect(describeReference(binding)).toBe("an id (`rb_...`)");
});
