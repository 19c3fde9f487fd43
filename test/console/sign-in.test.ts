import { afterAll, beforeAll, expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { type LoginProvider, startLoginProvider } from "../support/login-provider.ts";
import { lookAt } from "../support/look-at.ts";
import { freePort } from "../support/postgres.ts";

const port = String(await freePort());
const url = `http://127.0.0.1:${port}`;

const tests: Parameters<typeof onConsole>[1] = (stage) => {
  let provider: LoginProvider;
  beforeAll(async () => {
    provider = await startLoginProvider();
    const { id: client_id, secret: client_secret } = provider.client;
    const body = { name: "login", issuer: provider.url, client_id, client_secret, display_name: "Example" };
    await stage().server.create("/v1/identity-providers", body);
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  for (const [screen, theme] of [
    ["wide", "light"],
    ["phone", "dark"],
  ] as const) {
    test(`who signs in at an identity provider comes to where they were going, and proves it again there in a tab of its own, on a ${screen} screen`, async () => {
      const { server } = stage();
      const { id } = await server.create("/v1/users", { email: `eve-${screen}@example.com` });
      await server.create("/v1/user-identities", {
        user_id: id,
        issuer: provider.url,
        subject: `eve-${screen}`,
      });
      await server.create("/v1/role-bindings", { role_id: "role_user", user_id: id, project: "system" });
      // The provider does not say when they last proved who they are.
      provider.claims = { sub: `eve-${screen}` };
      await using shown = await stage().open("/profile?from=a-link", { as: null, screen, theme });
      const { page, context } = shown;
      await page.getByRole("link", { name: "Sign in with Example" }).waitFor();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `sign-in-provider-${screen}`);
      await page.getByRole("link", { name: "Sign in with Example" }).click();
      await page.getByRole("heading", { level: 1, name: "My profile" }).waitFor();
      expect(new URL(page.url()).search).toBe("?from=a-link");
      await page.getByRole("button", { name: "Create token" }).click();
      const form = page.getByRole("dialog", { name: "Create a token" });
      await form.getByLabel("Name").fill("typed before");
      shown.expectReply(/^401 POST \/v1\/tokens$/);
      await form.getByRole("button", { name: "Create token" }).click();
      const question = page.getByRole("dialog", { name: "Confirm that it is you" });
      const there = question.getByRole("link", { name: "Confirm with Example in a new tab" });
      await there.waitFor();
      expect(await shown.axe()).toEqual([]);
      provider.claims = { sub: `eve-${screen}`, auth_time: Math.floor(Date.now() / 1000) };
      const [tab] = await Promise.all([context.waitForEvent("page"), there.click()]);
      await tab.getByText("Close this tab and go on in the other one.").waitFor();
      await tab.close();
      // As a browser does when its tab is looked at again.
      await page.evaluate("dispatchEvent(new Event('focus'))");
      expect(await page.getByRole("textbox", { name: "Secret" }).inputValue()).toMatch(/^jtnu_/);
      const { items } = (
        await server.send({ path: `/v1/tokens?user_id=${String(id)}&session=false` })
      ).json();
      expect(items).toMatchObject([{ name: "typed before" }]);
    });
  }

  test("who is unknown there is not signed in, and is told so", async () => {
    provider.claims = { sub: "nobody" };
    await using shown = await stage().open("/", { as: null });
    shown.expectReply(/^\d+ GET \/v1\/session:callback\/login$/);
    await shown.page.getByRole("link", { name: "Sign in with Example" }).click();
    await shown.page.getByRole("heading", { name: "Nobody was signed in" }).waitFor();
    await shown.page.getByRole("link", { name: "Back to Jeton" }).click();
    await shown.page.getByRole("heading", { name: "Sign in to Jeton" }).waitFor();
    expect(await shown.context.cookies()).toEqual([]);
  });
};

onConsole("people sign in", tests, {
  JETON_LISTEN: `127.0.0.1:${port}`,
  JETON_PUBLIC_URL: url,
  JETON_OUTBOUND_ALLOW: "127.0.0.1",
});
