import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { PASSWORD } from "../support/people.ts";

let count = 0;
const unused = (beginning: string): string => `${beginning}-${String((count += 1))}`;

onConsole("service accounts", (stage) => {
  const make = async (at: string, body: Readonly<Record<string, unknown>>): Promise<string> =>
    String((await stage().server.create(`/v1/${at}`, body))["id"]);

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

  test("what is dangerous asks in an old session for the password, and is then done as it was asked", async () => {
    const { open, person } = stage();
    const ada = await person({ email: "ada@example.com", role: "role_admin" });
    const account = await make("service-accounts", { name: unused("old"), project: "system" });
    await using shown = await open(`/service-accounts/${account}`, { as: ada, isLongAgo: true });
    const { page } = shown;
    await page.getByRole("button", { name: "Add role" }).click();
    await page.getByRole("combobox", { name: "Role" }).fill("system/viewer");
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
});
