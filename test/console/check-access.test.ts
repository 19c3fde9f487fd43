import { beforeAll, expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";

onConsole("why somebody may do something", (stage) => {
  const ids: Record<"account" | "group" | "binding" | "role" | "token" | "user", string> = {
    account: "",
    group: "",
    binding: "",
    role: "",
    token: "",
    user: "",
  };
  beforeAll(async () => {
    const { create } = stage().server;
    const make = async (path: string, body: Readonly<Record<string, unknown>>): Promise<string> =>
      String((await create(`/v1/${path}`, body))["id"]);
    await make("projects", { name: "asking" });
    await make("projects", { name: "asking.payments" });
    const actions = [
      { name: "view", access: "read" },
      { name: "run", access: "write" },
    ];
    await make("resource-types", { name: "pipeline", area: "Automation", actions });
    const rules = [{ resource_type: "pipeline", actions: ["@read", "run"], resource_names: ["nightly"] }];
    ids.role = await make("roles", { name: "runner", project: "asking", rules });
    ids.account = await make("service-accounts", { name: "builder", project: "asking" });
    ids.group = await make("groups", { name: "devs", project: "asking" });
    await make("group-members", { group_id: ids.group, service_account_id: ids.account });
    ids.binding = await make("role-bindings", { role_id: ids.role, group_id: ids.group, project: "asking" });
    ids.token = await make("tokens", {
      service_account_id: ids.account,
      name: "reader",
      mode: "read_only",
      max_age: "30d",
    });
    ids.user = await make("users", { email: "asking@example.com" });
    await make("role-bindings", { role_id: "role_viewer", user_id: ids.user, project: "system" });
  });

  for (const [screen, theme] of [
    ["wide", "light"],
    ["phone", "dark"],
  ] as const) {
    test(`is answered with binding, role, rule and group, and what is missing, on a ${screen} screen`, async () => {
      await using shown = await stage().open("/check-access", { screen, theme });
      const { page } = shown;
      await page.getByText("Ask whether somebody may do something").waitFor();
      await page.getByText("Account", { exact: true }).click();
      await page.getByRole("combobox", { name: "Account" }).fill("build");
      await page.getByRole("option", { name: "asking/builder" }).click();
      await page.getByRole("combobox", { name: "Project" }).fill("asking.payments");
      await page.getByRole("combobox", { name: "Resource type" }).fill("pipeline");
      await page.getByRole("combobox", { name: "Action" }).fill("run");
      await page.getByRole("button", { name: "Check", exact: true }).click();
      const decision = page.getByRole("status", { name: "Decision" });
      await decision.getByText("Denied").waitFor();
      await decision.getByText("What comes nearest").waitFor();
      await decision.getByText("rules[0] pipeline: @read, run on nightly").waitFor();
      await page.getByRole("textbox", { name: "Name of the resource" }).fill("nightly");
      await page.getByRole("button", { name: "Check", exact: true }).click();
      await decision.getByText("Allowed", { exact: true }).waitFor();
      await decision.getByRole("link", { name: "grp/asking/devs" }).waitFor();
      await decision.getByText(`binding ${ids.binding}`).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `check-access-${screen}`);
      // Whoever is sent the address sees the same.
      const { searchParams } = new URL(page.url());
      expect(Object.fromEntries(searchParams)).toEqual({
        service_account_id: "asking/builder",
        project: "asking.payments",
        resource_type: "pipeline",
        action: "run",
        name: "nightly",
      });
      await page.reload();
      await decision.getByRole("link", { name: "role/asking/runner" }).waitFor();
    });
  }

  test("is asked of a token's effective rights, action by action", async () => {
    await using shown = await stage().open(`/tokens/${ids.token}`);
    const { page } = shown;
    await page.getByRole("button", { name: "Show effective rights" }).click();
    const rights = page.getByRole("table", { name: "Effective rights in asking" });
    await rights.getByRole("button", { name: "pipeline run: denied. Why?" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("The token is read_only, and run writes.", { exact: true }).waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "effective-rights-why");
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    await lookAt(shown, "effective-rights");
  });

  test("is asked of a person, in another project too", async () => {
    await using shown = await stage().open(`/users/${ids.user}`, { screen: "phone" });
    const { page } = shown;
    await page.getByRole("button", { name: "Show effective rights" }).click();
    await page.getByRole("button", { name: "jeton.token read: allowed. Why?" }).waitFor();
    await page.getByRole("combobox", { name: "Project" }).fill("payments");
    await page.getByRole("option", { name: "asking.payments" }).click();
    const rights = page.getByRole("table", { name: "Effective rights in asking.payments" });
    await rights.getByRole("button", { name: "jeton.token read: allowed. Why?" }).click();
    await page.getByRole("dialog").getByText("inherited from above").waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "effective-rights-phone");
  });

  test("is a step away from each role binding, begun with who and where", async () => {
    await using shown = await stage().open(`/role-bindings?group_id=${ids.group}`);
    const { page } = shown;
    await page.getByRole("button", { name: "Actions for the binding in asking" }).click();
    await page.getByRole("menuitem", { name: "Check access" }).click();
    await page.getByRole("heading", { level: 1, name: "Check access" }).waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      role_id: ids.role,
      project: "asking",
    });
    expect(await page.getByRole("combobox", { name: "Project" }).inputValue()).toBe("asking");
  });

  test("is asked by the keyboard alone, about oneself", async () => {
    await using shown = await stage().open("/check-access?project=asking");
    const { page } = shown;
    const type = async (label: string, text: string): Promise<void> => {
      await page.keyboard.press("Tab");
      await page.getByRole("combobox", { name: label }).and(page.locator(":focus")).waitFor();
      await page.keyboard.type(text);
      await page.keyboard.press("Escape");
    };
    await page.getByRole("combobox", { name: "Project" }).focus();
    await type("Resource type", "pipeline");
    await type("Action", "run");
    await page.keyboard.press("Enter");
    const decision = page.getByRole("status", { name: "Decision" });
    await decision.getByText("Allowed", { exact: true }).waitFor();
    expect(await decision.getByRole("link", { name: "role/system/admin" }).count()).toBe(1);
  });

  test("is not told to somebody who may not ask about others", async () => {
    const nosy = await stage().person({ email: "nosy@example.com" });
    await using shown = await stage().open("/check-access", { as: nosy });
    shown.expectReply(/^4(?:03|04|22) (?:POST|GET) /);
    await shown.page.goto(
      `/check-access?user_id=${ids.user}&resource_type=jeton.token&action=read&project=asking`,
    );
    const answer = shown.page.getByRole("region", { name: "Answer" });
    await answer.getByRole("alert").waitFor();
    expect(await answer.textContent()).not.toMatch(/Allowed|Denied|viewer/);
  });

  test("tells of somebody who is not there that there is nobody", async () => {
    await using shown = await stage().open("/check-access");
    shown.expectReply(/^422 POST \/v1\/access:explain$/);
    await shown.page.goto(
      "/check-access?user_id=nobody@example.com&resource_type=pipeline&action=run&project=asking",
    );
    await shown.page.getByRole("alert").waitFor();
    expect(await shown.axe()).toEqual([]);
  });
});
