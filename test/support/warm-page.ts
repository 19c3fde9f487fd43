import type { Locator, Page } from "playwright-core";

/*
 * A page whose code has run before does in a tenth of the time what a new one does, which the browser has to read, compile
 * and warm up first: tests go on in the page that the last one left. Nothing of what that one did is left in it: what was
 * read is forgotten, what was drawn and kept is gone.
 */

/** The console's cache of replies, as React keeps it at the place where it draws: pages tell nobody of it. */
const QUERIES = `(() => {
  const place = document.getElementById("console") ?? {};
  const root = place[Object.keys(place).find((key) => key.startsWith("__reactContainer$"))];
  const search = (fiber) => {
    for (let at = fiber; at; at = at.sibling) {
      if (at.memoizedProps?.client?.getQueryCache) return at.memoizedProps.client;
      const below = search(at.child);
      if (below) return below;
    }
  };
  return search(root?.stateNode.current);
})()`;

/** An address that no page has, between two tests. */
const NOWHERE = "/nowhere";
const go = (path: string): string => `history.pushState({}, "", ${JSON.stringify(path)})`;
const isNowhere = (page: Page): Locator => page.getByRole("heading", { name: "There is no such page" });
const soon = { timeout: 5_000 };

/** @returns whether the page can be gone on in; otherwise it is to be closed */
export async function leavePage(page: Page): Promise<boolean> {
  try {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.evaluate(`(async () => {
      await ${QUERIES}.cancelQueries();
      ${go(NOWHERE)};
      for (const close of document.querySelectorAll(".mantine-Notification-closeButton")) close.click();
      localStorage.clear();
      sessionStorage.clear();
    })()`);
    await isNowhere(page).waitFor(soon);
    for (const gone of ["[role=dialog], [role=alertdialog]", ".mantine-Notification-root"]) {
      await page
        .locator(gone)
        .first()
        .waitFor({ state: "detached", ...soon });
    }
    return true;
  } catch {
    return false;
  }
}

/** To an address of the console, as whoever the page's cookie is of. */
export async function goOn(page: Page, path: string): Promise<void> {
  await page.evaluate(`(async () => {
    const queries = ${QUERIES};
    queries.removeQueries({ type: "inactive" });
    await queries.resetQueries();
  })()`);
  await isNowhere(page).waitFor();
  await page.evaluate(go(path));
  await isNowhere(page).waitFor({ state: "detached" });
}
