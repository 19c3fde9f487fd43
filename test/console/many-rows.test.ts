import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { onConsole } from "../support/console-stage.ts";
import { fillTable } from "../support/many-rows.ts";

const MEGABYTE = 1024 * 1024;

/** What the page's objects hold once what nobody needs is thrown away, in bytes. */
async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  await devtools.detach();
  return usedSize;
}

const tests: Parameters<typeof onConsole>[1] = (stage) => {
  test("ten thousand tokens are scrolled through, with few of them in the page and little in memory", async () => {
    const { server } = stage();
    const account = await server.create("/v1/service-accounts", { name: "many", project: "system" });
    const { id } = await server.create("/v1/tokens", { service_account_id: account["id"], name: "bulk" });
    await fillTable(server, { table: "tokens", like: String(id), count: 9_999, told: ["name"] });
    await using shown = await stage().open("/tokens?search=bulk&order_by=name");
    const { page } = shown;
    await page.getByRole("link", { name: "bulk", exact: true }).waitFor();
    expect(await shown.axe()).toEqual([]);
    const before = await heapOf(page);
    for (let screens = 0; screens < 5; screens += 1) {
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      await expect
        .poll(() => page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 500"))
        .toBe(true);
    }
    expect(await page.getByRole("row").count()).toBeLessThan(80);
    expect((await heapOf(page)) - before).toBeLessThan(16 * MEGABYTE);
    await page.evaluate("scrollTo(0, 0)");
    await page.getByRole("link", { name: "bulk", exact: true }).waitFor();
  });

  test("ten thousand rows are scrolled through with few of them in the page, and one is found", async () => {
    const { server, open } = stage();
    const beginning = "one-of-many";
    const account = await server.create("/v1/service-accounts", { name: beginning, project: "system" });
    const like = String(account["id"]);
    await fillTable(server, { table: "service_accounts", like, count: 9_999, told: ["name"] });
    await using shown = await open(`/service-accounts?search=${beginning}`);
    const { page } = shown;
    const table = page.getByRole("table", { name: "Service accounts" });
    const rowsInPage = (): Promise<number> => table.getByRole("row").count();
    const lastRow = async (): Promise<number> =>
      Number(await table.getByRole("row").last().getAttribute("aria-rowindex"));
    await table.getByRole("link").first().waitFor();
    for (const wanted of [150, 350]) {
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 20_000);
          return lastRow();
        })
        .toBeGreaterThan(wanted);
      expect(await rowsInPage()).toBeLessThan(80);
    }
    await page.getByRole("searchbox", { name: "Search" }).fill(`${beginning}-9998`);
    await expect.poll(rowsInPage).toBe(2);
    await page.getByRole("link", { name: `${beginning}-9998` }).waitFor();
    expect(new URL(page.url()).search).toBe(`?search=${beginning}-9998`);
    await page.getByRole("searchbox", { name: "Search" }).fill("none-such");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("link").first().waitFor();
  });
};

// On a server of its own, since lists of others would show these rows first.
onConsole("lists of the console", tests, {});
