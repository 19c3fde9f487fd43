import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { fillTable } from "../support/many-rows.ts";
import { PASSWORD } from "../support/people.ts";
import type { Screen } from "../support/screens.ts";

let count = 0;
const unused = (beginning: string): string => `${beginning}-${String((count += 1))}`;

onConsole("people and access", (stage) => {
  const make = async (at: string, body: Readonly<Record<string, unknown>>): Promise<string> =>
    String((await stage().server.create(`/v1/${at}`, body))["id"]);
  /** One row of a list, by the name of its object. */
  const act = async ({ page }: Screen, name: string, action: string): Promise<void> => {
    await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  };

  for (const screen of ["wide", "phone"] as const) {
    test(`a service account is created, and gets its first role, on a ${screen} screen`, async () => {
      const name = unused("builder");
      await using shown = await stage().open("/service-accounts", { screen });
      const { page } = shown;
      await page.getByRole("button", { name: "Create service account" }).first().click();
      await page.getByRole("textbox", { name: "Name" }).fill("No Name");
      await page.getByRole("button", { name: "Create", exact: true }).click();
      await page
        .getByText(/lower-case|lowercase|a-z/i)
        .first()
        .waitFor();
      expect(await shown.axe()).toEqual([]);
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await page.getByRole("button", { name: "Create", exact: true }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.getByRole("button", { name: "Add role" }).click();
      await page.getByRole("combobox", { name: "Role" }).fill("system/viewer");
      expect(await shown.axe()).toEqual([]);
      await page.getByRole("button", { name: "Bind", exact: true }).click();
      await page.getByRole("region", { name: "Roles" }).getByRole("link", { name: "viewer" }).waitFor();
      expect(await shown.axe()).toEqual([]);
    });
  }

  test("a service account is created by the keyboard alone, from the top of the page to the new account's own", async () => {
    const name = unused("typed");
    await using shown = await stage().open("/service-accounts");
    const { page } = shown;
    await page.getByRole("heading", { level: 1 }).waitFor();
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const tabTo = async (wanted: Locator): Promise<void> => {
      const focused = wanted.and(page.locator(":focus"));
      for (let tabs = 0; tabs < 40 && (await focused.count()) === 0; tabs += 1) await press("Tab");
      expect(await focused.count()).toBe(1);
    };
    await press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the page");
    await press("Enter");
    const create = page.getByRole("button", { name: "Create service account" }).first();
    await tabTo(create);
    await press("Enter");
    const dialog = page.getByRole("dialog");
    await tabTo(dialog.getByRole("textbox", { name: "Name" }));
    await press("Escape");
    await dialog.waitFor({ state: "detached" });
    // Whoever closes a dialog is where they were.
    await tabTo(create);
    await press("Enter");
    await tabTo(dialog.getByRole("textbox", { name: "Name" }));
    await page.keyboard.type(name);
    await press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
  });

  test("ten thousand rows are scrolled through with few of them in the page, and one is found", async () => {
    const { server, open } = stage();
    const beginning = unused("many");
    const like = await make("service-accounts", { name: beginning, project: "system" });
    fillTable(server, { table: "service_accounts", like, count: 9_999, told: ["name"] });
    await using shown = await open(`/service-accounts?search=${beginning}`);
    const { page } = shown;
    const table = page.getByRole("table", { name: "Service accounts" });
    const rowsInPage = (): Promise<number> => table.getByRole("row").count();
    const lastRow = async (): Promise<number> =>
      Number(await table.getByRole("row").last().getAttribute("aria-rowindex"));
    await table.getByRole("link").first().waitFor();
    for (const wanted of [150, 350]) {
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 20_000);
          return lastRow();
        })
        .toBeGreaterThan(wanted);
      expect(await rowsInPage()).toBeLessThan(80);
    }
    await page.getByRole("searchbox", { name: "Search" }).fill(`${beginning}-9998`);
    await expect.poll(rowsInPage).toBe(2);
    await page.getByRole("link", { name: `${beginning}-9998` }).waitFor();
    expect(new URL(page.url()).search).toBe(`?search=${beginning}-9998`);
    await page.getByRole("searchbox", { name: "Search" }).fill("none-such");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("link").first().waitFor();
  });

  test("what is dangerous asks in an old session for the password, and is then done as it was asked", async () => {
    const { server, open, person } = stage();
    const ada = await person({ email: "ada@example.com", role: "role_admin" });
    const account = await make("service-accounts", { name: unused("old"), project: "system" });
    await using shown = await open(`/service-accounts/${account}`, { as: ada });
    const { page } = shown;
    await page.getByRole("button", { name: "Add role" }).click();
    await page.getByRole("combobox", { name: "Role" }).fill("system/viewer");
    const database = new DatabaseSync(path.join(server.folder, "jeton.db"), { timeout: 5000 });
    database.exec(`update tokens set authenticated_at = null where user_id = '${ada.id}'`);
    database.close();
    shown.expectReply(/^401 POST \/v1\/role-bindings$/);
    shown.expectReply(/^422 POST \/v1\/session:confirm$/);
    await page.getByRole("button", { name: "Bind", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await dialog.getByLabel("Password", { exact: true }).fill("wrong");
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await shown.axe()).toEqual([]);
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("region", { name: "Roles" }).getByRole("link", { name: "viewer" }).waitFor();
  });

  test("a role is made by the keyboard alone: arrows go from box to box, and all of an access stands for each", async () => {
    await make("resource-types", {
      name: "flow",
      area: "Automation",
      actions: [
        { name: "view", access: "read" },
        { name: "execute", access: "write" },
      ],
    });
    const name = unused("runner");
    await using shown = await stage().open("/create-role");
    const { page } = shown;
    await page.getByRole("textbox", { name: "Name" }).focus();
    await page.keyboard.type(name);
    const first = page.getByRole("checkbox", { name: /^flow: all that reads/ });
    await first.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    expect(await page.getByRole("checkbox", { name: "flow: view" }).isChecked()).toBe(true);
    expect(await page.getByRole("checkbox", { name: "flow: execute" }).isChecked()).toBe(true);
    expect(await shown.axe()).toEqual([]);
    await page.getByRole("textbox", { name: "Name" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const { items } = (await stage().server.send({ path: `/v1/roles?name=${name}` })).json();
    expect(items).toMatchObject([
      { rules: [{ resource_type: "flow", actions: ["@read", "execute"], resource_names: null }] },
    ]);
  });

  test("a built-in role is shown and cannot be changed", async () => {
    await using shown = await stage().open("/roles/role_viewer");
    const { page } = shown;
    await page.getByText("built in: it is the same on every server").waitFor();
    expect(await page.getByRole("button", { name: "Save rules" }).count()).toBe(0);
    expect(await page.getByRole("checkbox").first().isDisabled()).toBe(true);
    expect(await shown.axe()).toEqual([]);
  });

  test("a user is created, found, disabled, and off-boarded with what they leave behind", async () => {
    const email = `${unused("bob")}@example.com`;
    await using shown = await stage().open("/users", { screen: "wide" });
    const { page } = shown;
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: email }).waitFor();
    const { items } = (await stage().server.send({ path: `/v1/users?email=${email}` })).json();
    const [{ id } = { id: "" }] = items as { id: string }[];
    await make("tokens", { user_id: id, name: "laptop" });
    await page.goto(`/users?search=${email}`);
    await act(shown, email, "Disable");
    await page.getByRole("table").getByText("Disabled").waitFor();
    await act(shown, email, "Off-board");
    await page.getByText("system/laptop").waitFor();
    expect(await shown.axe()).toEqual([]);
    await page.getByRole("button", { name: "Off-board and disable" }).click();
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    const tokens = (await stage().server.send({ path: `/v1/tokens?user_id=${id}&state=active` })).json();
    expect(tokens["items"]).toEqual([]);
  });

  test("a group gets a member, who then stands in it", async () => {
    const email = `${unused("eve")}@example.com`;
    await make("users", { email });
    const group = await make("groups", { name: unused("crew"), project: "system" });
    await using shown = await stage().open(`/groups/${group}`, { screen: "phone", theme: "dark" });
    const { page } = shown;
    await page.getByRole("button", { name: "Add member" }).click();
    await page.getByRole("combobox", { name: "User" }).fill(email);
    // What is offered lies over what is below it, until it is chosen.
    await page.getByRole("option", { name: email }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("link", { name: email }).waitFor();
    expect(await shown.axe()).toEqual([]);
  });

  test("a project that holds something is deleted once what goes was read and its name typed", async () => {
    const name = unused("shop");
    await make("projects", { name });
    await make("service-accounts", { name: "deployer", project: name });
    await using shown = await stage().open("/projects");
    const { page } = shown;
    await act(shown, name, "Create below");
    await page.getByRole("textbox", { name: "Name" }).fill(`${name}.payments`);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("link", { name: `${name}.payments` }).waitFor();
    expect(await shown.axe()).toEqual([]);
    shown.expectReply(/^409 DELETE /);
    await act(shown, name, "Delete");
    await page.getByRole("button", { name: "Delete project" }).click();
    await page.getByText("1 service account").waitFor();
    await page.getByRole("textbox", { name: `Type ${name} to go on` }).fill(name);
    await page.getByRole("button", { name: "Delete all of it" }).click();
    await page.getByRole("link", { name: `${name}.payments` }).waitFor({ state: "detached" });
  });

  test("a resource type is declared, and a trust policy is filled in as of GitHub Actions", async () => {
    const type = unused("article");
    const account = unused("publisher");
    await make("service-accounts", { name: account, project: "system" });
    await using shown = await stage().open("/resource-types");
    const { page } = shown;
    await page.getByRole("button", { name: "Declare a type" }).first().click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(type);
    await page.getByRole("textbox", { name: "Name of action 1" }).fill("find");
    expect(await shown.axe()).toEqual([]);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("cell", { name: type, exact: true }).waitFor();
    await page.goto("/trust-policies");
    await page.getByRole("button", { name: "Create trust policy" }).first().click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("github");
    await page.getByRole("textbox", { name: "Audience" }).fill("https://jeton.example.com");
    await page.getByRole("combobox", { name: "Service account" }).fill(`system/${account}`);
    await page.getByRole("button", { name: "As of GitHub Actions" }).click();
    await page.getByRole("combobox", { name: "Values of claim 1" }).fill("812447291");
    await page.keyboard.press("Enter");
    expect(await shown.axe()).toEqual([]);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByText("repository_id=812447291").waitFor();
    expect(await shown.axe()).toEqual([]);
  });

  test("each of these pages is sound in the dark", async () => {
    await using shown = await stage().open("/resource-types", { theme: "dark" });
    const titles = ["Service accounts", "Users", "Groups", "Roles", "Role bindings", "Trust policies"];
    for (const name of titles) {
      await shown.page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
      await shown.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
      await shown.page.locator("[aria-busy=true]").waitFor({ state: "detached" });
      expect([name, await shown.axe()]).toEqual([name, []]);
    }
  });
});
