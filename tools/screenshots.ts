import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchChromium } from "../test/support/chromium.ts";
import { fillConsole } from "../test/support/console-fixture.ts";
import { stageOn } from "../test/support/console-stage.ts";
import { startServer } from "../test/support/server.ts";

/** Pictures of the console for its readers: each page, in light and in dark, of a server that a small company might have. */
const folder = path.join(import.meta.dirname, "..", "docs", "images");

await mkdir(folder, { recursive: true });
await using server = await startServer();
const { role, account } = await fillConsole(server);
const browser = await launchChromium();
const stage = await stageOn(browser, server);

// The console's types are those of a browser, which no other program here has.
const table = new URL("../server/console/pages.ts", import.meta.url).href;
const { pages } = (await import(table)) as { readonly pages: readonly { readonly path: string }[] };
const addresses = pages.flatMap(({ path: at }) => {
  if (at === "/roles/$id") return [{ name: "role", at: `/roles/${role}` }];
  if (at === "/service-accounts/$id")
    return [{ name: "service-account", at: `/service-accounts/${account}` }];
  return at.includes("$") || at === "/confirmed" ? [] : [{ name: at.slice(1) || "overview", at }];
});

for (const theme of ["light", "dark"] as const) {
  for (const { name, at } of addresses) {
    await using shown = await stage.open(at, { theme });
    const { page } = shown;
    await page.getByRole("heading", { level: 1 }).waitFor();
    const busy = page.locator("[aria-busy=true]");
    while ((await busy.count()) > 0) await busy.first().waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
  }
}
await browser.close();
