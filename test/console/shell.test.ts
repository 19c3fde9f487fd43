import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { routes } from "../../server/contract/routes.ts";
import { onConsole } from "../support/console-stage.ts";
import { PASSWORD } from "../support/people.ts";

interface ConsolePage {
  readonly path: string;
  readonly title: string;
  readonly menu?: object;
}

// Loaded past the types: the console's are those of a browser, which no other program here has.
const table = new URL("../../server/console/pages.ts", import.meta.url).href;
const { pages } = (await import(table)) as { readonly pages: readonly ConsolePage[] };

const KILOBYTE = 1024;
const apiSegments = new Set(Object.values(routes).map(({ path }) => path.split("/")[1]));

test("no page's address begins as an address of the API does", () => {
  const segments = pages.map(({ path }) => path.split("/")[1] ?? "");
  expect(segments.filter((segment) => apiSegments.has(segment))).toEqual([]);
});

onConsole("the console", (stage) => {
  for (const screen of ["wide", "phone"] as const) {
    test(`lets a person sign in by password, go to where they were going, and out, on a ${screen} screen`, async () => {
      const { server, open, person } = stage();
      const ann = await person({ email: `ann-${screen}@example.com`, role: "role_admin" });
      await server.create("/v1/service-accounts", { name: `builder-${screen}`, project: "system" });
      await using shown = await open(`/service-accounts?search=builder-${screen}`, { as: null, screen });
      const { page } = shown;
      await page.getByLabel("E-mail address").fill(ann.email);
      await page.getByLabel("Password", { exact: true }).fill("wrong");
      shown.expectReply(/^401 POST \/v1\/session$/);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").waitFor();
      expect(await shown.axe()).toEqual([]);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText(`builder-${screen}`).waitFor();
      expect(await shown.axe()).toEqual([]);
      await page.getByRole("button", { name: /sign out/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in to Jeton" }).waitFor();
      await page.reload();
      await page.getByLabel("E-mail address").waitFor();
    });
  }

  test("shows every page of its table to an administrator, and an address that is none's as such", async () => {
    await using shown = await stage().open("/no-such-page", { isFresh: true });
    const { page } = shown;
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    for (const { path, title, menu } of pages) {
      if (!menu) continue;
      await page.getByRole("navigation").getByRole("link", { name: title, exact: true }).click();
      await page.waitForURL(`**${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await page.title()).toContain("Jeton");
    }
  });

  test("is held to its own files, and shows itself in no other page", async () => {
    const { send } = stage().server;
    const reply = await send({ path: "/tokens", token: undefined, headers: { accept: "text/html" } });
    expect([reply.status, reply.headers["cache-control"]]).toEqual([200, "no-store"]);
    const policy = String(reply.headers["content-security-policy"]);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy.split("; ")).toContain(part);
    }
    expect(reply.text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|%[A-Z_]+%/);
    const again = await send({ path: "/tokens", token: undefined, headers: { accept: "text/html" } });
    expect(again.headers["content-security-policy"]).not.toBe(policy);
    expect(reply.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  test("keeps its hashed files for good, and takes nothing from the API's paths or other methods", async () => {
    const { send } = stage().server;
    const html = { accept: "text/html" };
    const page = await send({ path: "/", token: undefined, headers: html });
    const [, script = ""] = /src="(\/assets\/[^"]+\.js)"/.exec(page.text) ?? [];
    const file = await send({ path: script, token: undefined, headers: { "accept-encoding": "br" } });
    expect([file.headers["content-encoding"], file.headers["cache-control"]]).toEqual([
      "br",
      "public, max-age=31536000, immutable",
    ]);
    for (const path of ["/v1/nothing", "/oauth/nothing", "/assets/../main.ts", "/assets/none.js"]) {
      const headers = path.startsWith("/assets") ? {} : html;
      expect((await send({ path, token: undefined, headers })).problem().code).toBe("unknown_path");
    }
    const posted = await send({ method: "POST", path: "/tokens", token: undefined, headers: html });
    expect(posted.problem().code).toBe("unknown_path");
  });

  test("loads at most 250 kB of JavaScript, compressed, for a page that is opened first", async () => {
    const [first] = pages.filter(({ path, menu }) => menu && path === "/tokens");
    await using shown = await stage().open("/no-such-page", { isFresh: true });
    const scripts: Promise<Buffer>[] = [];
    shown.page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith(".js")) scripts.push(response.body());
    });
    await shown.page.goto(first?.path ?? "/service-accounts");
    await shown.page.getByRole("heading", { level: 1 }).waitFor();
    const bytes = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0);
    expect(bytes).toBeGreaterThan(50 * KILOBYTE);
    expect(bytes).toBeLessThanOrEqual(250 * KILOBYTE);
  });
});
