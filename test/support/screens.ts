import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

const screens = {
  wide: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>;

type ScreenName = keyof typeof screens;
type Theme = "light" | "dark";

export interface ScreenOptions {
  readonly screen?: ScreenName;
  readonly theme?: Theme;
  readonly context?: BrowserContextOptions;
}

/** A page of a browser of its own. Disposing of it leaves it, and throws when anything went wrong in it meanwhile. */
export interface Screen extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** From here on replies like `403 POST /v1/tokens` are expected, and no fault. */
  readonly expectReply: (reply: RegExp) => void;
  /** What went wrong so far: errors of the page and its console, violations of its CSP, requests that failed. */
  readonly faults: () => readonly string[];
  /** What axe finds wrong with the page as it is, in a line each. */
  readonly axe: () => Promise<readonly string[]>;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** In words of the pages' own, which are no part of this program. */
const TELL_VIOLATIONS = `addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
  console.error("CSP: " + violatedDirective + " blocked " + blockedURI + " in " + sourceFile);
});`;
const axeOptions = { runOnly: { type: "tag", values: STANDARDS }, resultTypes: ["violations"] };

/** Whether somebody is signed in is asked before anybody is. */
const always = [/^401 GET \/v1\/session$/];

/** A page in a browser of its own. */
export async function openPage(
  browser: Browser,
  { screen = "wide", theme = "light", context: over }: ScreenOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...screens[screen],
    colorScheme: theme,
    // What moves is neither measured nor clicked reliably.
    reducedMotion: "reduce",
    ...over,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.addInitScript({ content: TELL_VIOLATIONS });
  return page;
}

export async function openScreen(browser: Browser, options: ScreenOptions = {}): Promise<Screen> {
  const page = await openPage(browser, options);
  return watchScreen(page, () => page.context().close());
}

/** @param leave what is done with the page when it is disposed of */
export function watchScreen(
  page: Page,
  leave: (left: { readonly isSound: boolean }) => Promise<void>,
): Screen {
  const expected = [...always];
  const found: string[] = [];
  watch(page, (fault) => found.push(fault));
  const faults = (): readonly string[] => found.filter((fault) => !expected.some((one) => one.test(fault)));
  return {
    page,
    context: page.context(),
    expectReply: (reply) => void expected.push(reply),
    faults,
    axe: () => axeOf(page),
    [Symbol.asyncDispose]: async () => {
      await leave({ isSound: faults().length === 0 });
      if (faults().length > 0) throw new Error(`something went wrong in the page:\n${faults().join("\n")}`);
    },
  };
}

function watch(page: Page, tell: (fault: string) => void): void {
  page.on("pageerror", (error) => {
    tell(`page error: ${error.stack ?? error.message}`);
  });
  page.on("console", (message) => {
    // Of these the replies themselves tell.
    const isReply = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isReply) {
      tell(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("response", (response) => {
    const request = response.request();
    const { pathname } = new URL(response.url());
    if (response.status() >= 400) tell(`${String(response.status())} ${request.method()} ${pathname}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // What is no longer wanted is given up, by whoever leaves a page.
    if (why !== "net::ERR_ABORTED") tell(`${why} ${request.method()} ${request.url()}`);
  });
}

async function axeOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate<Pick<AxeResults, "violations">>(
    `axe.run(document, ${JSON.stringify(axeOptions)})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) =>
        `${id}: ${target.join(" ")}: ${failureSummary.replaceAll(/\s+/g, " ")}`,
    ),
  );
}
