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
const { role, account, webhook, provider, declaration, group, user } = await fillConsole(server);
const browser = await launchChromium();
const stage = await stageOn(browser, server);

// The console's types are those of a browser, which no other program here has.
const table = new URL("../server/console/pages.ts", import.meta.url).href;
const { pages } = (await import(table)) as { readonly pages: readonly { readonly path: string }[] };
/** Pages that are a moment of something else. */
const isStep: ReadonlySet<string> = new Set(["/confirmed", "/cli-login"]);
/** Of pages about one object, which one. */
const objects: Readonly<Record<string, string>> = {
  "/roles/$id": role,
  "/service-accounts/$id": account,
  "/groups/$id": group,
  "/users/$id": user,
  "/webhooks/$id": webhook,
  "/identity-providers/$id": provider,
  "/declarations/$id": declaration,
};
/** With questions that are worth a picture. */
const asked: Readonly<Record<string, string>> = {
  "/check-access": `?service_account_id=shop/deployer&resource_type=deployment&action=promote&project=shop.payments`,
  "/policies": "?project=shop.payments",
};
/** Only those, where some are named: `npm run screenshots -- webhooks policies`. */
const wanted = new Set(process.argv.slice(2));
const addresses = pages.flatMap(({ path: at }) => {
  const id = objects[at];
  const name = at === "/" ? "overview" : at.slice(1).replace("s/$id", "");
  const isShown = (id !== undefined || !at.includes("$")) && !isStep.has(at);
  const isWanted = wanted.size === 0 || wanted.has(name);
  return isShown && isWanted ? [{ name, at: at.replace("$id", id ?? "") + (asked[at] ?? "") }] : [];
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
