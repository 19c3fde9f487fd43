import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";
import type { Screen } from "../support/screens.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const account = (project: string, description: string): string =>
  `kind: service_account\nname: deployer\nproject: ${project}\ndescription: ${description}\n`;
const binding = (project: string): string =>
  `---\nkind: role_binding\nrole_id: role/system/viewer\nservice_account_id: sa/${project}/deployer\nproject: ${project}\n`;
const token = (project: string, name: string): string =>
  `---\nkind: token\nname: ${name}\nservice_account_id: sa/${project}/deployer\nmax_age: 30d\n`;

onConsole("declarations", (stage) => {
  const makeProject = (name: string): Promise<unknown> => stage().server.create("/v1/projects", { name });
  /** One that was applied by somebody else. */
  const apply = async (project: string): Promise<string> => {
    await makeProject(project);
    const documents = [
      { kind: "service_account", name: "deployer", project, description: "as declared" },
      { kind: "group", name: "crew", project },
    ];
    const reply = await stage().server.send({
      method: "POST",
      path: "/v1/declarations/access:apply",
      body: { project, documents },
    });
    return String((reply.json()["declaration"] as { id: string }).id);
  };
  const plan = async ({ page }: Screen, yaml: string): Promise<void> => {
    await page.getByRole("textbox", { name: "YAML" }).fill(yaml);
    await page.getByRole("button", { name: "Plan", exact: true }).click();
  };

  for (const [screen, theme] of [
    ["wide", "light"],
    ["phone", "dark"],
  ] as const) {
    test(`are planned, looked at and applied as planned, with the secrets of new tokens one by one, on a ${screen} screen`, async () => {
      const project = `declared-${screen}`;
      await makeProject(project);
      await using shown = await stage().open(`/plan-declaration?project=${project}&name=access`, {
        screen,
        theme,
      });
      const { page } = shown;
      await plan(
        shown,
        account(project, "CI") + binding(project) + token(project, "one") + token(project, "two"),
      );
      const planned = page.getByRole("region", { name: "Plan" });
      await planned.getByText(`sa/${project}/deployer`, { exact: true }).waitFor();
      await planned.getByText("pasted.yaml:1", { exact: true }).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `plan-declaration-${screen}`);
      await planned.getByRole("button", { name: "Apply 4 changes" }).click();
      await page.getByRole("button", { name: "Apply", exact: true }).click();
      for (const name of ["one", "two"]) {
        const dialog = page.getByRole("dialog", { name: new RegExp(`/${name}$`) });
        const secret = await dialog.getByRole("textbox", { name: "Secret" }).inputValue();
        expect(secret).toMatch(/^jtns_/);
        await dialog.getByLabel("I have stored it").check();
        await dialog.getByRole("button", { name: "Close" }).click();
        await dialog.waitFor({ state: "hidden" });
        expect(await page.content()).not.toContain(secret);
      }
      await page.getByRole("heading", { level: 1, name: "access" }).waitFor();
      await page.getByText("Everything is as it was applied.").waitFor();
      await page.getByText("2 tokens").waitFor();
      await page.getByRole("region", { name: "History" }).getByText("declaration.apply").waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `declaration-${screen}`);
    });
  }

  test("tell what somebody changed by hand since, in the list and field by field", async () => {
    const id = await apply("drifting");
    const { server } = stage();
    const found = await server.send({ path: "/v1/service-accounts?project=drifting" });
    const [{ id: changed }] = found.json()["items"] as [{ id: string }];
    const body = { description: "by hand" };
    await server.send({ method: "PATCH", path: `/v1/service-accounts/${changed}`, body });
    await using shown = await stage().open("/declarations?project=drifting");
    const { page } = shown;
    await page
      .getByRole("row")
      .filter({ hasText: "access" })
      .getByText("1 object", { exact: true })
      .waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "declarations");
    await page.goto(`/declarations/${id}`);
    const drift = page.getByRole("region", { name: "Drift" });
    await drift.getByText("by hand").waitFor();
    await drift.getByText("as declared").waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "declaration-drift");
  });

  test("delete what is no longer declared only when that is said, and typed", async () => {
    await apply("pruning");
    await using shown = await stage().open("/plan-declaration?project=pruning&name=access");
    const { page } = shown;
    await plan(shown, account("pruning", "as declared"));
    await page.getByText("No longer declared, and left as they are: grp/pruning/crew.").waitFor();
    await page.getByLabel("Delete what is no longer declared").check();
    // A plan of other flags is another: it is made anew.
    expect(await page.getByRole("region", { name: "Plan" }).count()).toBe(0);
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByRole("button", { name: "Apply 1 change" }).click();
    const confirm = page.getByRole("alertdialog");
    expect(await confirm.getByRole("button", { name: "Apply", exact: true }).isDisabled()).toBe(true);
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "declaration-prune");
    await confirm.getByLabel("Type access to go on").fill("access");
    await confirm.getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "access" }).waitFor();
    const groups = await stage().server.send({ path: "/v1/groups?project=pruning" });
    expect(groups.json()["items"]).toEqual([]);
  });

  test("are not applied when what was planned has changed since", async () => {
    await makeProject("stale");
    await using shown = await stage().open("/plan-declaration?project=stale&name=access");
    const { page } = shown;
    await plan(shown, account("stale", "planned"));
    await page.getByRole("button", { name: "Apply 1 change" }).click();
    await stage().server.create("/v1/service-accounts", { name: "deployer", project: "stale" });
    shown.expectReply(/^409 POST \/v1\/declarations\/access:apply$/);
    await page.getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("alert").waitFor();
    const accounts = await stage().server.send({ path: "/v1/service-accounts?project=stale" });
    expect(accounts.json()["items"]).toMatchObject([{ description: null }]);
  });

  test("that cannot be read say in which file, line and column, and what would be refused says why", async () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, "access.yaml");
    writeFileSync(file, "kind: service_account\nname: Not A Name\nproject: nowhere\n");
    await using shown = await stage().open("/plan-declaration?project=system&name=access");
    const { page } = shown;
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByRole("alert").getByText("access.yaml:2:1").waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "declaration-problems");
    await page.getByRole("button", { name: "Leave out access.yaml" }).click();
    await plan(shown, account("nowhere", "lost"));
    const planned = page.getByRole("region", { name: "Plan" });
    await planned.getByText("Would be refused", { exact: true }).waitFor();
    expect(await planned.getByRole("button", { name: "Apply 1 change" }).isDisabled()).toBe(true);
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "declaration-refused");
  });

  test("are deleted, and keep what they made unless it is said that it goes too", async () => {
    const id = await apply("leaving");
    await using shown = await stage().open(`/declarations/${id}`);
    const { page } = shown;
    await page.getByRole("button", { name: "Delete" }).click();
    const confirm = page.getByRole("alertdialog");
    await confirm.getByLabel(/They are deleted with it/).check();
    expect(await confirm.getByRole("button", { name: "Delete it and 2 objects" }).isDisabled()).toBe(true);
    await confirm.getByLabel(/They stay/).check();
    // A button that was just enabled is drawn as that a moment later.
    await expect.poll(() => shown.axe()).toEqual([]);
    await confirm.getByRole("button", { name: "Delete declaration" }).click();
    await page.getByRole("heading", { level: 1, name: "Declarations" }).waitFor();
    const { server } = stage();
    expect((await server.send({ path: `/v1/declarations/${id}` })).status).toBe(404);
    const groups = await server.send({ path: "/v1/groups?project=leaving" });
    expect(groups.json()["items"]).toMatchObject([{ name: "crew", managed_by: "console" }]);
  });
});
