import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";
import type { Screen } from "../support/screens.ts";

let count = 0;
const unused = (beginning: string): string => `${beginning}-${String((count += 1))}`;
const DAY = 86_400_000;

onConsole("what is done with tokens", (stage) => {
  const make = async (
    at: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> => stage().server.create(`/v1/${at}`, body);
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await stage().server.send({ path: `/v1/${path}` })).json();
  const works = async (token: unknown): Promise<boolean> =>
    (await stage().server.send({ path: "/v1/whoami", token: String(token) })).status === 200;
  const choose = async ({ page }: Screen, field: string, option: string): Promise<void> => {
    await page.getByRole("dialog").getByRole("combobox", { name: field }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  const close = async ({ page }: Screen): Promise<void> => {
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  /** A token of an account of its own. */
  const madeToken = async (project = "system"): Promise<Record<string, unknown>> => {
    const account = await make("service-accounts", { name: unused("worker"), project });
    return make("tokens", { service_account_id: account["id"], name: unused("job"), max_age: "30d" });
  };

  test("one of a role is made with a date as its end; its secret is kept as a file, and where pages may not copy, selected", async () => {
    const name = unused("dated");
    await using shown = await stage().open("/tokens", { screen: "phone", theme: "dark", isFresh: true });
    const { page } = shown;
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      document.execCommand = () => false;`);
    await page.getByRole("button", { name: "Create token" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Create a token" });
    await dialog.getByText("Role", { exact: true }).click();
    await dialog.getByRole("combobox", { name: "Role" }).fill("system/viewer");
    await dialog.getByLabel("Project").fill("system");
    await dialog.getByLabel("Name").fill(name);
    await choose(shown, "Expires", "On a date");
    await dialog.getByRole("button", { name: "Create token" }).click();
    expect(await dialog.getByLabel("Expires at").getAttribute("aria-invalid")).toBe("true");
    const end = new Date(Date.now() + 10 * DAY).toISOString().slice(0, 16);
    await dialog.getByLabel("Expires at").fill(end);
    await dialog.getByRole("button", { name: "Create token" }).click();
    const field = page.getByRole("textbox", { name: "Secret" });
    const secret = await field.inputValue();
    expect(secret).toMatch(/^jtnr_/);
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("The browser does not let the page copy").waitFor();
    const selected = "(({ selectionStart, selectionEnd }) => selectionEnd - selectionStart)";
    expect(await page.evaluate(`${selected}(document.querySelector("[role=dialog] input[readonly]"))`)).toBe(
      secret.length,
    );
    const shownClose = page.getByRole("dialog").getByRole("button", { name: "Close" });
    expect(await shownClose.isDisabled()).toBe(true);
    for (const [tab, words] of [
      ["curl", "Authorization: Bearer $JETON_TOKEN"],
      ["CLI", "jeton whoami"],
      ["Terraform", 'provider "jeton"'],
      ["GitHub Actions", "secrets.JETON_TOKEN"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      const panel = page.getByRole("tabpanel", { name: tab });
      expect(await panel.textContent()).toContain(words);
      expect(await panel.textContent()).not.toContain(secret);
    }
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "token-secret-phone");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`${name}.token`);
    expect(await readFile(await file.path(), "utf8")).toBe(`${secret}\n`);
    await page.getByLabel("I have stored it").check();
    await close(shown);
    const { items } = await read(`tokens?name=${name}`);
    expect(items).toMatchObject([{ role_id: "role_viewer", project: "system" }]);
    const [{ expires_at: at } = { expires_at: "" }] = items as { expires_at: string }[];
    // The field is in the zone of the browser, which is that of this process.
    expect(Date.parse(at)).toBe(new Date(end).getTime());
  });

  test("one of an account is made on the account's page: extended, and no longer than its project's policy lets it", async () => {
    const project = unused("strict");
    await make("projects", { name: project });
    await make("policies", { project, max_lifetime: "P30D", allow_never: false });
    const account = await make("service-accounts", { name: "loader", project });
    await using shown = await stage().open(`/service-accounts/${String(account["id"])}`);
    const { page } = shown;
    await page.getByRole("button", { name: "Create token" }).click();
    const dialog = page.getByRole("dialog", { name: `Create a token of ${project}/loader` });
    await dialog.getByText(`The policy of ${project} allows 30 days at most.`).waitFor();
    await dialog.getByRole("combobox", { name: "Expires" }).click();
    const options = page.getByRole("option");
    expect(await options.allTextContents()).toEqual([
      "7 days",
      "30 days",
      "On a date",
      "Never (the policy forbids it)",
    ]);
    expect(await options.last().getAttribute("data-combobox-disabled")).toBe("true");
    await options.first().click();
    await dialog.getByLabel("Extended: each use moves the end").check();
    await dialog.getByLabel("Absolute end").waitFor({ state: "attached" });
    await dialog.getByLabel("Name").fill("nightly");
    await dialog.getByText("Advanced limits and labels").click();
    await dialog.getByLabel("Absolute end").fill(new Date(Date.now() + 20 * DAY).toISOString().slice(0, 16));
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "token-of-account");
    await dialog.getByRole("button", { name: "Create token" }).click();
    await page.getByLabel("I have stored it").check();
    await close(shown);
    await page.getByRole("region", { name: "Tokens" }).getByRole("link", { name: "nightly" }).waitFor();
    const { items } = await read(`tokens?project=${project}`);
    expect(items).toMatchObject([{ service_account_id: account["id"], max_age: "P7D", extend_on_use: true }]);
  });

  test("one that awaits approval is approved by somebody else than who made it", async () => {
    const project = unused("careful");
    await make("projects", { name: project });
    await make("policies", { project, require_approval: true });
    const { id, secret, state } = await madeToken(project);
    expect([state, await works(secret)]).toEqual(["pending", false]);
    await using shown = await stage().open(`/tokens/${String(id)}`, { screen: "phone" });
    const { page } = shown;
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByText("is approved and works from now on").waitFor();
    expect(await shown.axe()).toEqual([]);
    expect(await works(secret)).toBe(true);
  });

  test("one is regenerated without a grace, once it was said what breaks", async () => {
    const { id, name, secret } = await madeToken();
    await using shown = await stage().open(`/tokens/${String(id)}`, { screen: "phone", theme: "dark" });
    const { page } = shown;
    await page.getByRole("button", { name: "Rotate or regenerate" }).click();
    await choose(
      shown,
      "How long the present secret works on",
      "None: the present secret ends at once (regenerate)",
    );
    await page.getByText("is refused from the next request on, until it has the new one").waitFor();
    expect(await shown.axe()).toEqual([]);
    await lookAt(shown, "token-regenerate-phone");
    await page.getByRole("button", { name: "Regenerate", exact: true }).click();
    const made = await page.getByRole("textbox", { name: "Secret" }).inputValue();
    expect([await works(secret), await works(made)]).toEqual([false, true]);
    expect(await page.getByRole("button", { name: "Take the rotation back" }).count()).toBe(0);
    await page.getByLabel("I have stored it").check();
    await close(shown);
    await page.getByRole("heading", { level: 1, name: String(name) }).waitFor();
  });

  for (const [screen, theme] of [
    ["wide", "light"],
    ["phone", "dark"],
  ] as const) {
    test(`one is given to another owner, with a secret that the former does not know, on a ${screen} screen`, async () => {
      const { id, name, secret } = await madeToken();
      const heir = unused("heir");
      const account = await make("service-accounts", { name: heir, project: "system" });
      await using shown = await stage().open(`/tokens/${String(id)}`, { screen, theme });
      const { page } = shown;
      await page.getByRole("button", { name: "Transfer" }).click();
      const dialog = page.getByRole("dialog", { name: `Transfer ${String(name)}` });
      await dialog.getByRole("button", { name: "Transfer" }).click();
      expect(await dialog.getByRole("combobox", { name: "New owner" }).getAttribute("aria-invalid")).toBe(
        "true",
      );
      await dialog.getByRole("combobox", { name: "New owner" }).fill(`system/${heir}`);
      await page.getByRole("option", { name: `system/${heir}` }).click();
      expect(await shown.axe()).toEqual([]);
      await lookAt(shown, `token-transfer-${screen}`);
      await dialog.getByRole("button", { name: "Transfer" }).click();
      const made = await page.getByRole("textbox", { name: "Secret" }).inputValue();
      await page.getByLabel("I have stored it").check();
      await close(shown);
      await page.getByRole("link", { name: heir }).first().waitFor();
      expect([await works(secret), await works(made)]).toEqual([false, true]);
      expect(await read(`tokens/${String(id)}`)).toMatchObject({ service_account_id: account["id"] });
    });
  }

  test("a session of one's own, left open somewhere else, is ended from the profile", async () => {
    const ida = await stage().person({ email: "ida@example.com", role: "role_viewer" });
    const elsewhere = openBrowser(stage().server.url);
    await elsewhere.signIn(ida);
    await using shown = await stage().open("/profile", { as: ida });
    const { page } = shown;
    const sessions = page.getByRole("region", { name: "Where you are signed in" });
    await expect.poll(() => sessions.getByRole("button", { name: /^Actions for/ }).count()).toBe(2);
    const { id } = (await elsewhere.send({ path: "/v1/session" })).json();
    const row = sessions.getByRole("row").filter({ has: page.locator(`a[href$="/tokens/${String(id)}"]`) });
    await row.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke token" }).click();
    await expect.poll(async () => (await elsewhere.send({ path: "/v1/session" })).status).toBe(401);
    await expect.poll(() => sessions.getByText("Revoked", { exact: true }).count()).toBe(1);
    expect(await shown.axe()).toEqual([]);
  });

  test("lists of other nouns are in the order of a column that is clicked, and by an address that others can open", async () => {
    const [low, high] = [unused("order-a"), unused("order-b")];
    for (const name of [high, low]) {
      await make("service-accounts", { name, project: "system" });
      await make("roles", {
        name,
        project: "system",
        rules: [{ resource_type: "jeton.token", actions: ["read"] }],
      });
      await make("users", { email: `${name}@example.com` });
    }
    await using shown = await stage().open("/service-accounts?search=order-");
    const { page } = shown;
    for (const [path, head, field, ending] of [
      ["service-accounts", "Name", "name", ""],
      ["roles", "Name", "name", ""],
      ["users", "E-mail", "email", "@example.com"],
    ] as const) {
      await page.evaluate(`history.pushState({}, "", "/${path}?search=order-")`);
      const column = page.getByRole("columnheader", { name: head, exact: true });
      for (const [order, names] of [
        [field, [low, high]],
        [`${field} desc`, [high, low]],
      ] as const) {
        await column.getByRole("button").click();
        await expect.poll(() => new URL(page.url()).searchParams.get("order_by")).toBe(order);
        await expect
          .poll(() =>
            page
              .getByRole("row")
              .getByRole("link", { name: /^order-[ab]/ })
              .allTextContents(),
          )
          .toEqual(names.map((name) => `${name}${ending}`));
      }
      expect(await column.getAttribute("aria-sort")).toBe("descending");
    }
    expect(await shown.axe()).toEqual([]);
  });
});
