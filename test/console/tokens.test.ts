import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { onConsole } from "../support/console-stage.ts";
import { fillTable } from "../support/many-rows.ts";
import { PASSWORD } from "../support/people.ts";
import type { Screen } from "../support/screens.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const TOKEN = /^jtn[us]_[0-9A-Za-z]{50}$/;

/** Fills in the dialog as far as a token of one's own needs, and sends it. */
async function create({ page }: Screen, name: string): Promise<string> {
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a token" });
  await dialog.getByText("Me", { exact: true }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create token" }).click();
  const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
  expect(secret).toMatch(TOKEN);
  return secret;
}

/** All that a page keeps and shows, and what a later page of the same origin could find. */
const KEPT = `(async () => {
  const caches_ = "caches" in globalThis ? await caches.keys() : [];
  const workers = await (navigator.serviceWorker?.getRegistrations() ?? []);
  const inputs = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
  return JSON.stringify([document.documentElement.outerHTML, inputs, location.href, history.state,
    Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, document.title,
    await indexedDB.databases(), caches_, workers.length, performance.getEntries().map(({ name }) => name)]);
})()`;

onConsole("tokens", (stage) => {
  for (const screen of ["wide", "phone"] as const) {
    test(`are made with a secret that cannot be lost by accident, on a ${screen} screen`, async () => {
      await using shown = await stage().open("/tokens", { screen });
      const { page } = shown;
      await create(shown, `laptop-${screen}`);
      const dialog = page.getByRole("dialog");
      await page.keyboard.press("Escape");
      await page.mouse.click(3, 3);
      const close = dialog.getByRole("button", { name: "Close" });
      expect(await close.isDisabled()).toBe(true);
      expect(await shown.axe()).toEqual([]);
      await dialog.getByLabel("I have stored it").check();
      await close.click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("link", { name: `laptop-${screen}` }).waitFor();
      expect(await shown.axe()).toEqual([]);
    });
  }

  test("leave nothing of a secret behind once its dialog is closed: in no page, address, history, storage, cache or later request", async () => {
    using folder = temporaryFolder();
    const har = path.join(folder.path, "console.har");
    const shown = await stage().open("/tokens", { context: { recordHar: { path: har, content: "embed" } } });
    const { page } = shown;
    const secret = await create(shown, "canary");
    const id = secret.slice(5, 17);
    await page.getByLabel("I have stored it").check();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    for (const leave of [
      async () => undefined,
      () => page.getByRole("link", { name: "canary" }).click(),
      () => page.goBack(),
      () => page.reload(),
    ]) {
      await leave();
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await page.evaluate<string>(KEPT)).not.toContain(secret.slice(17));
    }
    await shown[Symbol.asyncDispose]();
    const { log } = JSON.parse(readFileSync(har, "utf8")) as {
      log: { entries: readonly { request: { method: string; url: string } }[] };
    };
    const holding = log.entries.filter((entry) => JSON.stringify(entry).includes(secret.slice(17)));
    expect(holding.map(({ request }) => request.method)).toEqual(["POST"]);
    expect(log.entries.some(({ request }) => request.url.includes(id))).toBe(false);
  });

  test("have their secret copied where pages may not use the clipboard, as on plain http", async () => {
    await using shown = await stage().open("/tokens", { context: { permissions: [] } });
    const { page } = shown;
    await page.evaluate(`Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.addEventListener("copy", () => { globalThis.copied = String(document.activeElement?.value); });`);
    const secret = await create(shown, "copied");
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("The secret is on the clipboard.").waitFor();
    expect(await page.evaluate("globalThis.copied")).toBe(secret);
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  test("say next to its field what the server would not take", async () => {
    await using shown = await stage().open("/tokens");
    const { page } = shown;
    await page.getByRole("button", { name: "Create token" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Create token" }).click();
    expect(await dialog.getByLabel("Name").getAttribute("aria-invalid")).toBe("true");
    expect(await shown.axe()).toEqual([]);
  });

  test("are changed, rotated with a grace, taken back, disabled, enabled, revoked and deleted", async () => {
    const { server } = stage();
    const account = await server.create("/v1/service-accounts", { name: "rotating", project: "system" });
    const made = await server.create("/v1/tokens", {
      service_account_id: account["id"],
      name: "turned",
      max_age: "30d",
    });
    await using shown = await stage().open(`/tokens/${String(made["id"])}`);
    const { page } = shown;
    const act = async (name: string, confirm: string): Promise<void> => {
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("button", { name: confirm, exact: true }).click();
    };
    expect(await shown.axe()).toEqual([]);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("textbox", { name: "Description" }).fill("of the nightly batch");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("turned is changed; its secret is as it was.").waitFor();
    await page.getByText("of the nightly batch").waitFor();
    await act("Rotate or regenerate", "Rotate");
    const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
    expect(secret).toMatch(TOKEN);
    expect((await server.send({ path: "/v1/whoami", token: String(made["secret"]) })).status).toBe(200);
    await page.getByRole("button", { name: "Take the rotation back" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect((await server.send({ path: "/v1/whoami", token: secret })).status).toBe(401);
    await act("Disable", "Disable token");
    await page.getByRole("button", { name: "Enable", exact: true }).click();
    await act("Revoke", "Revoke token");
    await page.getByText("Revoked", { exact: true }).waitFor();
    expect((await server.send({ path: "/v1/whoami", token: String(made["secret"]) })).status).toBe(401);
    await act("Delete", "Delete token");
    await page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
    expect(await page.getByRole("link", { name: "turned" }).count()).toBe(0);
  });

  test("are made for a service account with rules, limits and labels of their own", async () => {
    const { server } = stage();
    await server.create("/v1/resource-types", {
      name: "batch",
      area: "Automation",
      actions: [
        { name: "view", access: "read" },
        { name: "run", access: "write" },
      ],
    });
    const account = await server.create("/v1/service-accounts", { name: "limited", project: "system" });
    await using shown = await stage().open(`/tokens?service_account_id=${String(account["id"])}`);
    const { page } = shown;
    await page.getByText("Only of limited").waitFor();
    await page.getByRole("button", { name: "Create token" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Create a token" });
    await dialog.getByRole("combobox", { name: "Service account" }).fill("system/limited");
    await dialog.getByLabel("Name").fill("nightly");
    for (const [field, choice] of [
      ["Expires", "Never"],
      ["Mode", "Custom"],
    ] as const) {
      await dialog.getByRole("combobox", { name: field }).click();
      await page.getByRole("option", { name: choice, exact: true }).click();
    }
    await dialog.getByText("works until somebody remembers it").waitFor();
    await dialog.getByRole("checkbox", { name: "batch: run" }).check();
    await dialog.getByText("Advanced limits and labels").click();
    await dialog.getByLabel("Usage limit").fill("5");
    await dialog.getByLabel("Rate limit: requests").fill("100");
    await dialog.getByRole("combobox", { name: "Labels" }).fill("team=payments");
    await page.keyboard.press("Enter");
    expect(await shown.axe()).toEqual([]);
    await dialog.getByRole("button", { name: "Create token" }).click();
    await page.getByLabel("I have stored it").check();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: "nightly" }).waitFor();
    const { items } = (await server.send({ path: "/v1/tokens?name=nightly" })).json();
    expect(items).toMatchObject([
      {
        service_account_id: account["id"],
        mode: "custom",
        rules: [{ resource_type: "batch", actions: ["run"] }],
        expires_at: null,
        usage_limit: 5,
        rate_limit: { requests: 100, period: "PT1M" },
        labels: { team: "payments" },
      },
    ]);
  });

  test("of one's own are managed in one's profile, where one's password is changed and every other session ended", async () => {
    const { open, person, server } = stage();
    const hedy = await person({ email: "hedy@example.com", role: "role_admin" });
    await using shown = await open("/profile", { as: hedy, screen: "phone" });
    const { page } = shown;
    await page
      .getByRole("region", { name: "Manage your API Tokens" })
      .getByText("You have no API tokens")
      .waitFor();
    await page.getByRole("button", { name: "Create token" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a token" });
    await dialog.getByLabel("Name").fill("mine");
    await dialog.getByRole("button", { name: "Create token" }).click();
    const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
    const { subject } = (await server.send({ path: "/v1/whoami", token: secret })).json();
    expect(subject).toMatchObject({ id: hedy.id });
    await page.getByLabel("I have stored it").check();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: "mine" }).waitFor();
    expect(await shown.axe()).toEqual([]);
    const change = async (present: string): Promise<void> => {
      await page.getByLabel(/^Present password/).fill(present);
      await page.getByLabel(/^New password/).fill("another correct horse");
      await page.getByRole("button", { name: "Change password" }).click();
    };
    shown.expectReply(/^4\d\d POST \/v1\/session:change-password$/);
    await change("wrong");
    await page.getByText("not the user's password").waitFor();
    expect(await shown.axe()).toEqual([]);
    await change(PASSWORD);
    await page.getByText("Your password is changed").waitFor();
    const before = openBrowser(server.url);
    expect((await before.signIn(hedy)).status).toBe(401);
  });

  test("are found, filtered, ordered and revoked together, by an address that others can open", async () => {
    const { server } = stage();
    const account = await server.create("/v1/service-accounts", { name: "filtered", project: "system" });
    for (const name of ["alpha-job", "beta-job", "gamma-job"]) {
      await server.create("/v1/tokens", { service_account_id: account["id"], name, max_age: "30d" });
    }
    await using shown = await stage().open("/tokens");
    const { page } = shown;
    await page.getByRole("searchbox").fill("-job");
    await page.waitForURL(/search=-job/);
    for (const order of ["name", "name+desc"]) {
      await page.getByRole("button", { name: "Name", exact: true }).click();
      await page.waitForURL((url) => url.search.endsWith(`order_by=${order}`));
    }
    await page.reload();
    await page.getByRole("link", { name: "gamma-job" }).waitFor();
    const names = await page.getByRole("row").getByRole("link", { name: "-job" }).allTextContents();
    expect(names).toEqual(["gamma-job", "beta-job", "alpha-job"]);
    await page.getByLabel("Select alpha-job").check();
    await page.getByLabel("Select beta-job").check();
    await page.getByRole("button", { name: "Revoke 2 tokens" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke 2 tokens" }).click();
    const revoked = page.getByRole("row").filter({ has: page.getByText("Revoked", { exact: true }) });
    await expect
      .poll(() => revoked.getByRole("link", { name: "-job" }).allTextContents())
      .toEqual(["beta-job", "alpha-job"]);
  });

  test("are scrolled through by ten thousand, with few of them in the page", async () => {
    const { server } = stage();
    const account = await server.create("/v1/service-accounts", { name: "many", project: "system" });
    const { id } = await server.create("/v1/tokens", { service_account_id: account["id"], name: "bulk" });
    fillTable(server, { table: "tokens", like: String(id), count: 9_999, told: ["name"] });
    await using shown = await stage().open("/tokens?search=bulk&order_by=name");
    const { page } = shown;
    await page.getByRole("link", { name: "bulk", exact: true }).waitFor();
    for (let screens = 0; screens < 5; screens += 1) {
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      await expect
        .poll(() => page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 500"))
        .toBe(true);
    }
    expect(await page.getByRole("row").count()).toBeLessThan(80);
    // In the middle, the head of the table lies over whatever part of a row is there, which axe may call too small.
    await page.evaluate("scrollTo(0, 0)");
    await page.getByRole("link", { name: "bulk", exact: true }).waitFor();
    expect(await shown.axe()).toEqual([]);
  });
});
