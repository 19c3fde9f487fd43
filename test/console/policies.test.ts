import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";

onConsole("policies", (stage) => {
  for (const [screen, theme] of [
    ["wide", "light"],
    ["phone", "dark"],
  ] as const) {
    test(`in force are shown rule by rule with whose each value is, on a ${screen} screen`, async () => {
      const { server } = stage();
      const above = `team-${screen}`;
      const project = `${above}.web`;
      for (const name of [above, project]) await server.create("/v1/projects", { name });
      await server.create("/v1/policies", { project, max_lifetime: "30d", presets: ["7d", "30d"] });
      await server.create("/v1/policies", { project: above, require_approval: true });
      await using shown = await stage().open(`/policies?project=${project}`, { screen, theme });
      const { page } = shown;
      const rules = page.getByRole("table", { name: `Policy in force in ${project}` });
      const row = (name: string) => rules.getByRole("row").filter({ hasText: name });
      await row("How long a token may live").getByText("30 days at most").waitFor();
      await row("How long a token may live").getByText(`the policy of ${project} itself`).waitFor();
      await row("until somebody else approves").getByText(`the policy of ${above}, above`).waitFor();
      await row("Who makes tokens").getByText("nobody: the default").waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `policies-${screen}`);
    });
  }

  test("are made, changed and deleted, and what is in force follows at once", async () => {
    const { server } = stage();
    await server.create("/v1/projects", { name: "lab" });
    await using shown = await stage().open("/policies?project=lab");
    const { page } = shown;
    const rules = page.getByRole("table", { name: "Policy in force in lab" });
    await rules.getByText("no limit").waitFor();
    await page.getByRole("button", { name: "Create policy" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Max lifetime").fill("a while");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    expect(await dialog.getByLabel("Max lifetime").getAttribute("aria-invalid")).toBe("true");
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "policy-create");
    await dialog.getByLabel("Max lifetime").fill("90d");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await rules.getByText("90 days at most").waitFor();
    await page.getByRole("button", { name: "Actions for the policy of lab" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await dialog.getByLabel("Unused after").fill("12h");
    await dialog.getByLabel("Allow never").uncheck();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await rules.getByText("disabled after 12 hours").waitFor();
    await rules.getByText("every token has an end").waitFor();
    await page.getByRole("button", { name: "Actions for the policy of lab" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete policy" }).click();
    await rules.getByText("no limit").waitFor();
  });

  test("are looked up for a project that is found by what is typed, however many there are", async () => {
    const { server } = stage();
    for (const name of ["zoo", "zoo.apes"]) await server.create("/v1/projects", { name });
    await using shown = await stage().open("/policies");
    const { page } = shown;
    await page.getByRole("combobox", { name: "Project" }).fill("apes");
    await page.getByRole("option", { name: "zoo.apes" }).click();
    await page.waitForURL(/project=zoo\.apes/);
    await page.getByRole("table", { name: "Policy in force in zoo.apes" }).waitFor();
    expect(await page.getByRole("combobox", { name: "Project" }).inputValue()).toBe("zoo.apes");
  });
});
