import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { lookAt } from "../support/look-at.ts";
import { fillTable } from "../support/many-rows.ts";

onConsole(
  "identity providers",
  (stage) => {
    const make = async (name: string): Promise<string> => {
      const body = {
        name,
        issuer: `https://${name}.example.com`,
        client_id: "jeton",
        client_secret: "kept well",
        required_claims: { groups: ["staff"] },
      };
      return String((await stage().server.create("/v1/identity-providers", body))["id"]);
    };

    for (const [screen, theme] of [
      ["wide", "light"],
      ["phone", "dark"],
    ] as const) {
      test(`are made, and say what to register there, on a ${screen} screen`, async () => {
        await using shown = await stage().open("/identity-providers", { screen, theme });
        const { page } = shown;
        const name = `login-${screen}`;
        await page.getByRole("button", { name: "Create identity provider" }).first().click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
        await dialog.getByLabel("Issuer").fill("login.example.com");
        await dialog.getByRole("textbox", { name: "Client", exact: true }).fill("jeton");
        await dialog.getByLabel("Client secret").fill("a secret of ours");
        await dialog.getByRole("button", { name: "Create", exact: true }).click();
        expect(await dialog.getByLabel("Issuer").getAttribute("aria-invalid")).toBe("true");
        expect(await shown.axe()).toEqual([]);
        await lookAt(shown, `identity-provider-create-${screen}`);
        await dialog.getByLabel("Issuer").fill(`https://${name}.example.com`);
        await dialog.getByRole("button", { name: "Create", exact: true }).click();
        await page.getByRole("heading", { level: 1, name }).waitFor();
        expect(await page.getByRole("textbox", { name: "Redirect URI" }).inputValue()).toBe(
          `http://localhost:8080/v1/session:callback/${name}`,
        );
        expect(await page.content()).not.toContain("a secret of ours");
        expect(await shown.axe()).toEqual([]);
        await lookAt(shown, `identity-provider-${screen}`);
      });
    }

    test("are edited without their secret being touched or shown", async () => {
      const id = await make("kept");
      await using shown = await stage().open(`/identity-providers/${id}`);
      const { page } = shown;
      await page.getByText("groups = staff").waitFor();
      await page.getByRole("button", { name: "Edit" }).click();
      const dialog = page.getByRole("dialog");
      const secret = dialog.getByLabel("Client secret");
      expect(await secret.inputValue()).toBe("");
      // Whoever types into it and thinks better of it does not take the secret away.
      await secret.fill("typed");
      await secret.fill("");
      await dialog.getByLabel("Display name").fill("Company login");
      await dialog.getByRole("button", { name: "Add a claim" }).click();
      await dialog.getByLabel("Name of claim 2").fill("tenant");
      await dialog.getByLabel("Values of claim 2").fill("acme");
      await page.keyboard.press("Enter");
      const sent = page.waitForRequest((request) => request.method() === "PATCH");
      await dialog.getByRole("button", { name: "Save" }).click();
      expect((await sent).postDataJSON()).toEqual({
        display_name: "Company login",
        required_claims: { groups: ["staff"], tenant: ["acme"] },
      });
      await page.getByText("tenant = acme").waitFor();
    });

    test("give roles by what their people claim, found among hundreds by what is typed", async () => {
      const { server } = stage();
      const role = { project: "system", rules: [{ resource_type: "jeton.token", actions: ["read"] }] };
      const { id: like } = await server.create("/v1/roles", { ...role, name: "hay" });
      await server.create("/v1/roles", { ...role, name: "needle" });
      await fillTable(server, { table: "roles", like: String(like), count: 300, told: ["name"] });
      const id = await make("groups");
      await using shown = await stage().open(`/identity-providers/${id}`);
      const { page } = shown;
      await page.getByRole("button", { name: "Bind a role to a claim" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Role").fill("need");
      await page.getByRole("option", { name: "system/needle" }).click();
      await dialog.getByLabel("Values").fill("data-team");
      await page.keyboard.press("Enter");
      expect(await shown.axe()).toEqual([]);
      await dialog.getByRole("button", { name: "Bind", exact: true }).click();
      const given = page.getByRole("region", { name: "What its claims give" });
      await given.getByText("groups = data-team").waitFor();
      await given.getByRole("link", { name: "needle" }).waitFor();
    });

    test("are disabled after it is said who is signed out, and deleted", async () => {
      const id = await make("leaving");
      await using shown = await stage().open(`/identity-providers/${id}`);
      const { page } = shown;
      await page.getByRole("button", { name: "Disable" }).click();
      await page.getByRole("alertdialog").getByText("is signed out at once").waitFor();
      await page.getByRole("button", { name: "Disable identity provider" }).click();
      await page.getByText("Disabled", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("button", { name: "Delete identity provider" }).click();
      await page.waitForURL(/\/identity-providers$/);
      await page.getByRole("heading", { level: 1, name: "Identity providers" }).waitFor();
      expect(await page.getByRole("link", { name: "leaving" }).count()).toBe(0);
    });
  },
  { JETON_PUBLIC_URL: "http://localhost:8080" },
);
