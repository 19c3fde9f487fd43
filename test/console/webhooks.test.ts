import { afterAll, beforeAll, expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";
import type { Screen } from "../support/screens.ts";
import { isSignedBy, type Receiver, startReceiver } from "../support/webhook-receiver.ts";

const looks = [
  ["wide", "light"],
  ["phone", "dark"],
] as const;
const SECRET = /^whsec_[A-Za-z0-9+/=]{32,}$/;

onConsole("webhooks", (stage) => {
  let receiver: Receiver;
  /** What the receiver answers with. */
  let status = 204;
  beforeAll(async () => {
    receiver = await startReceiver(() => ({ status }));
  });
  afterAll(async () => {
    // They would go on to tell of what other tests do.
    const { send } = stage().server;
    const { items } = (await send({ path: "/v1/webhooks?search=127.0.0.1" })).json();
    for (const { id } of items as readonly { readonly id: string }[]) {
      await send({ method: "DELETE", path: `/v1/webhooks/${id}` });
    }
    await receiver[Symbol.asyncDispose]();
  });

  const make = async (name: string, more: object = {}): Promise<string> => {
    const body = { name, project: "system", url: receiver.url, events: ["user.disabled"], ...more };
    return String((await stage().server.create("/v1/webhooks", body))["id"]);
  };
  /** The secret a dialog shows, which is then stored. */
  const takeSecret = async ({ page }: Screen): Promise<string> => {
    // The form may have a field of this name, too.
    const stored = page.getByLabel("I have stored it");
    await stored.waitFor();
    const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
    await stored.check();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    return secret;
  };

  for (const [screen, theme] of looks) {
    test(`are made with a secret that is shown once, on a ${screen} screen`, async () => {
      await using shown = await stage().open("/webhooks", { screen, theme });
      const { page } = shown;
      const name = `chat-${screen}`;
      await page.getByRole("button", { name: "Create webhook" }).first().waitFor();
      if (screen === "wide") await lookAt(shown, "webhooks-none");
      await page.getByRole("button", { name: "Create webhook" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill(name);
      await dialog.getByLabel("URL").fill("http://hooks.example.org/");
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      await dialog.getByText(/must be an https URL/i).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `webhook-create-${screen}`);
      await dialog.getByLabel("URL").fill(receiver.url);
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      const secret = await takeSecret(shown);
      expect(secret).toMatch(SECRET);
      expect(await page.content()).not.toContain(secret);
      await page.getByRole("link", { name }).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `webhooks-${screen}`);
    });
  }

  test("tell why a message did not arrive, and send it again by hand", async () => {
    status = 500;
    const id = await make("failing");
    await using shown = await stage().open(`/webhooks/${id}`);
    const { page } = shown;
    await page.getByText("Nothing was sent").waitFor();
    await page.getByRole("button", { name: "Ping" }).click();
    const row = page.getByRole("row").filter({ hasText: "webhook.ping" });
    await row.getByText("500").waitFor();
    await row.getByRole("button", { name: "webhook.ping", exact: true }).click();
    const details = page.getByRole("dialog");
    await details.getByText("The answer had another status than 2xx.").waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "webhook-delivery");
    status = 204;
    await details.getByRole("button", { name: "Send again" }).click();
    await details.getByText("Delivered").waitFor();
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "hidden" });
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Given up" }).click();
    await page.waitForURL(/state=dead/);
    await page.getByText("Nothing was sent").waitFor();
  });

  for (const [screen, theme] of looks) {
    test(`are pinged, and get another secret, with which the one before signs for a while, on a ${screen} screen`, async () => {
      const id = await make(`rotated-${screen}`);
      await using shown = await stage().open(`/webhooks/${id}`, { screen, theme });
      const { page } = shown;
      await page.getByRole("button", { name: "Rotate the secret" }).click();
      expect(await shown.axe()).toEqual([]);
      await page.getByRole("button", { name: "Rotate", exact: true }).click();
      const secret = await takeSecret(shown);
      const before = receiver.received.length;
      await page.getByRole("button", { name: "Ping" }).click();
      await receiver.until(before + 1);
      const message = receiver.received[before]!;
      expect(isSignedBy(secret, message)).toBe(true);
      expect(message.headers.get("webhook-signature")?.split(" ")).toHaveLength(2);
      const row = page.getByRole("row").filter({ hasText: "webhook.ping" });
      await row.getByText("Delivered").waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `webhook-${screen}`);
    });
  }

  test("are narrowed to kinds of events, disabled after a question, enabled and deleted", async () => {
    const id = await make("busy", { events: null });
    await using shown = await stage().open(`/webhooks/${id}`);
    const { page } = shown;
    await page.getByRole("button", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Events" }).fill("leak");
    await page.getByRole("option", { name: "token.leaked" }).click();
    await page.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("main").getByText("token.leaked").waitFor();
    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("alertdialog").getByText("are lost to it").waitFor();
    expect(await shown.axe()).toEqual([]);
    await page.getByRole("button", { name: "Disable webhook" }).click();
    await page.getByRole("button", { name: "Enable" }).click();
    await page.getByRole("button", { name: "Disable", exact: true }).waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete webhook" }).click();
    await page.waitForURL(/\/webhooks$/);
    await page.getByRole("heading", { level: 1, name: "Webhooks" }).waitFor();
    expect(await page.getByRole("link", { name: "busy" }).count()).toBe(0);
  });

  test("that are declared elsewhere say so, and ask before they are changed", async () => {
    const { server } = stage();
    const body = { name: "declared", project: "system", url: receiver.url };
    const headers = { "jeton-managed-by": "terraform:prod" };
    const { json } = await server.send({ method: "POST", path: "/v1/webhooks", body, headers });
    await using shown = await stage().open(`/webhooks/${String(json()["id"])}`);
    const { page } = shown;
    await page.getByText("terraform:prod").first().waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    const save = page.getByRole("button", { name: "Save" });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel("Change it here all the same").check();
    expect(await save.isEnabled()).toBe(true);
    expect(await shown.axe()).toEqual([]);
  });
});
