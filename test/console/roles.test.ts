import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";

let count = 0;
const unused = (beginning: string): string => `${beginning}-${String((count += 1))}`;

onConsole("roles and what they speak of", (stage) => {
  const make = async (at: string, body: Readonly<Record<string, unknown>>): Promise<string> =>
    String((await stage().server.create(`/v1/${at}`, body))["id"]);

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
});
