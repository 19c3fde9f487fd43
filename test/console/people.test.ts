import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
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
