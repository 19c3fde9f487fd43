import { expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { onConsole } from "../support/console-stage.ts";
import { PASSWORD } from "../support/people.ts";

const TOKEN = /^jtn[us]_[0-9A-Za-z]{50}$/;

onConsole("tokens", (stage) => {
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
    const { items } = (
      await server.send({ path: `/v1/tokens?name=nightly&service_account_id=${String(account["id"])}` })
    ).json();
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
});
