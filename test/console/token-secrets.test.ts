import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
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

onConsole("secrets of tokens", (stage) => {
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
});
