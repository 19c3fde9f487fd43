import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";
import type { Screen, ScreenOptions } from "../support/screens.ts";

type Look = Required<Pick<ScreenOptions, "screen" | "theme">>;
const wide: Look = { screen: "wide", theme: "light" };
const looks: readonly Look[] = [wide, { screen: "phone", theme: "dark" }];

const tests: Parameters<typeof onConsole>[1] = (stage) => {
  const open = (path: string, look = wide): Promise<Screen> => stage().open(path, look);

  for (const look of looks) {
    test(`the overview teaches the first three steps while there is nobody, on a ${look.screen} screen`, async () => {
      await using shown = await open("/", look);
      await shown.page.getByRole("heading", { name: "The first three steps" }).waitFor();
      await shown.page.getByText("Server ready").waitFor();
      await shown.page.getByText("No token ends that soon.").waitFor();
      await shown.page.getByRole("heading", { name: "Recent changes" }).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `overview-empty-${look.screen}`);
    });
  }

  test("the access map of a server with an administrator alone names that one", async () => {
    await using shown = await open("/access-map");
    const table = shown.page.getByRole("table", { name: "Who holds which role where" });
    await table.getByText("grace@example.com").first().waitFor();
    expect(await table.getByRole("cell", { name: "system/admin" }).count()).toBe(1);
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "access-map-one");
  });

  for (const { screen, theme } of looks) {
    test(`the overview tells of what ends soon, what was never used, and of use by day, ${theme} on a ${screen} screen`, async () => {
      await furnish(stage().server);
      await using shown = await open("/", { screen, theme });
      const { page } = shown;
      const soon = page.getByRole("region", { name: "Expiring within 30 days" });
      await soon.getByText("ends-soon").waitFor();
      expect(await soon.getByText("ends-late").count()).toBe(0);
      const figure = page.getByRole("figure").filter({ hasText: "Use of tokens" });
      await figure.getByText("Show as a table").click();
      await figure.getByRole("columnheader", { name: "Denials" }).waitFor();
      await page.locator(".recharts-surface").first().waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `overview-${screen}-${theme}`);
    });

    test(`the audit tells who changed what, as a difference, and that the chain is whole, ${theme} on a ${screen} screen`, async () => {
      await furnish(stage().server);
      await using shown = await open("/audit?action=service_account.update", { screen, theme });
      const { page } = shown;
      await page.getByRole("button", { name: "service_account.update" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("builds the shop").waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `audit-event-${screen}-${theme}`);
      await page.getByRole("button", { name: "Close" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByLabel("Action").fill("");
      await page.getByLabel("Action").press("Enter");
      await page.getByRole("button", { name: "token.create" }).first().waitFor();
      expect(page.url()).not.toContain("action");
      await page.getByRole("button", { name: "Verify what is loaded" }).click();
      await page.getByRole("status").filter({ hasText: "are whole" }).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `audit-${screen}-${theme}`);
    });

    test(`the access map shows who holds what, narrowed by filters in the address, ${theme} on a ${screen} screen`, async () => {
      await furnish(stage().server);
      await using shown = await open("/access-map", { screen, theme });
      const { page } = shown;
      const table = page.getByRole("table", { name: "Who holds which role where" });
      await table.getByText("shop/devs").first().waitFor();
      await page.locator(".react-flow__node").first().waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `access-map-${screen}-${theme}`);
      if (screen === "phone") await page.getByRole("button", { name: "Filters" }).click();
      await page.getByLabel("Resource type").fill("flow");
      await page.getByLabel("Action").fill("run");
      await page.waitForURL(/action=run/);
      await table.getByText("grace@example.com").waitFor({ state: "visible" });
      expect(await table.getByText("system/viewer").count()).toBe(0);
      expect(new URL(page.url()).searchParams.get("action")).toBe("run");
      // However fast somebody types, and however slowly the address follows.
      await page.getByLabel("Resource type").press("End");
      await page.getByLabel("Resource type").pressSequentially("-of-many-letters", { delay: 40 });
      await page.waitForURL(/resource_type=flow-of-many-letters/);
      expect(await page.getByLabel("Resource type").inputValue()).toBe("flow-of-many-letters");
    });
  }

  test("an event that was altered on the way is not called whole", async () => {
    await furnish(stage().server);
    await using shown = await open("/service-accounts");
    await shown.page.route("**/v1/audit-events?*", async (route) => {
      const reply = await route.fetch();
      const body = (await reply.json()) as { items: { ip: string }[] };
      body.items[1]!.ip = "203.0.113.7";
      await route.fulfill({ response: reply, json: body });
    });
    await shown.page.getByRole("navigation").getByRole("link", { name: "Audit" }).click();
    await shown.page.getByRole("button", { name: "Verify what is loaded" }).click();
    const told = shown.page.getByText("is not what was written");
    await told.waitFor();
    expect(await told.count()).toBe(1);
  });

  test("the audit is kept as CSV that no spreadsheet takes for formulas, and whole as JSON in lines", async () => {
    await furnish(stage().server);
    await using shown = await open("/audit");
    const { page } = shown;
    await page.getByRole("button", { name: "token.create" }).first().waitFor();
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV of what is loaded" }).click(),
    ]);
    const lines = (await readFile(await csv.path(), "utf8")).split("\r\n");
    expect(lines[0]).toMatch(/^sequence,time,actor_type/);
    expect(lines.filter((line) => /(?:^|,)"?[=+@]/.test(line))).toEqual([]);
    const [jsonl] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "All as JSONL" }).click(),
    ]);
    const [first = ""] = (await readFile(await jsonl.path(), "utf8")).split("\n");
    expect(JSON.parse(first)).toMatchObject({ sequence: 1 });
  });

  test("a node of the access map is reached by the keyboard, and narrows the map to itself", async () => {
    await furnish(stage().server);
    await using shown = await open("/access-map");
    const { page } = shown;
    const node = page.getByLabel("role shop/runner");
    await node.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/role=role_/);
    const table = page.getByRole("table", { name: "Who holds which role where" });
    await table.getByText("system/admin").first().waitFor({ state: "hidden" });
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Mermaid" }).click(),
    ]);
    expect(await readFile(await file.path(), "utf8")).toContain('{{"role shop/runner"}}');
  });
};

// On a server of its own, which nobody has done anything on.
onConsole("what the console shows of use, rights and changes", tests, {});

type Server = ReturnType<Parameters<Parameters<typeof onConsole>[1]>[0]>["server"];
const furnished = new WeakMap<Server, Promise<void>>();

/** A small company, once. */
function furnish(server: Server): Promise<void> {
  let done = furnished.get(server);
  if (!done) furnished.set(server, (done = furnishOnce(server)));
  return done;
}

async function furnishOnce({ create, send }: Server): Promise<void> {
  await create("/v1/projects", { name: "shop" });
  await create("/v1/projects", { name: "shop.payments" });
  await create("/v1/resource-types", {
    name: "flow",
    actions: [
      { name: "view", access: "read" },
      { name: "run", access: "write" },
    ],
  });
  const { id: account } = await create("/v1/service-accounts", { name: "builder", project: "shop" });
  const path = `/v1/service-accounts/${String(account)}`;
  await send({ method: "PATCH", path, body: { description: "builds the shop" } });
  const { id: role } = await create("/v1/roles", {
    name: "runner",
    project: "shop",
    rules: [{ resource_type: "flow", actions: ["run", "@read"] }],
  });
  const { id: group } = await create("/v1/groups", { name: "devs", project: "shop" });
  await create("/v1/group-members", { group_id: group, service_account_id: account });
  await create("/v1/role-bindings", { role_id: role, group_id: group, project: "shop.payments" });
  const { id: ann } = await create("/v1/users", { email: "ann@example.com" });
  await create("/v1/role-bindings", { role_id: "role_viewer", user_id: ann, project: "shop" });
  const soon = await create("/v1/tokens", { service_account_id: account, name: "ends-soon", max_age: "10d" });
  await create("/v1/tokens", { service_account_id: account, name: "ends-late", max_age: "60d" });
  const ask = "/v1/forward-auth?resource_type=flow&project=shop.payments&action=";
  await send({ path: `${ask}run`, token: String(soon["secret"]) });
  await send({
    path: `/v1/forward-auth?resource_type=flow&project=shop&action=run`,
    token: String(soon["secret"]),
  });
}
