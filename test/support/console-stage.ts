import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import type { Environment } from "../../server/config/settings.ts";
import { openBrowser } from "./browser.ts";
import { sharedChromium, whyNoChromium } from "./chromium.ts";
import { PASSWORD, type Person } from "./people.ts";
import { openPage, type Screen, type ScreenOptions, watchScreen } from "./screens.ts";
import { startServer, type TestServer } from "./server.ts";

/** A server of its own, and a browser to open its console in. */
export interface ConsoleStage {
  readonly server: TestServer;
  /** A person with a password, bound to a role in the system when one is given. */
  readonly person: (options: { readonly email: string; readonly role?: string }) => Promise<Person>;
  /** A page of the console, with whoever is given signed in; by default a person who is bound to `admin` in the system. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Screen>;
  /** Closes what is open of it in the browser, which others use. */
  readonly leave: () => Promise<void>;
}

type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

interface OpenOptions extends ScreenOptions {
  /** Null for nobody. */
  readonly as?: Person | null;
}

/** Tests in a browser, all on one server; skipped with the reason where there is no Chromium. */
export function onConsole(
  title: string,
  tests: (stage: () => ConsoleStage) => void,
  env?: Environment,
): void {
  describe.skipIf(whyNoChromium !== "")(`${title}${whyNoChromium && ` (${whyNoChromium})`}`, () => {
    let stage: ConsoleStage | undefined;
    beforeAll(async () => {
      const [browser, server] = await Promise.all([sharedChromium(), startServer(env)]);
      stage = await stageOn(browser, server);
    });
    afterAll(async () => {
      await stage?.leave();
      await stage?.server[Symbol.asyncDispose]();
    });
    tests(() => {
      if (!stage) throw new Error("the stage begins with the first test");
      return stage;
    });
  });
}

export async function stageOn(browser: Browser, server: TestServer): Promise<ConsoleStage> {
  const person: ConsoleStage["person"] = async ({ email, role }) => {
    const { id } = await server.create("/v1/users", { email, password: PASSWORD });
    if (role !== undefined) {
      await server.create("/v1/role-bindings", { role_id: role, user_id: id, project: "system" });
    }
    return { id: String(id), email, password: PASSWORD };
  };
  const admin = await person({ email: "grace@example.com", role: "role_admin" });
  // A page costs more to make than most flows in it: one that somebody has left is taken again.
  const left = new Map<string, Page[]>();
  const contexts = new Set<BrowserContext>();
  const baseURL = server.url;
  return {
    server,
    person,
    open: async (path, { as = admin, ...options } = {}) => {
      const context = { baseURL, ...options.context };
      const isFresh = as === null || options.context !== undefined;
      const kind = JSON.stringify([as?.id, options.screen, options.theme]);
      const taken = isFresh ? undefined : left.get(kind)?.pop();
      const page = taken ?? (await openPage(browser, { ...options, context }));
      contexts.add(page.context());
      if (as && !taken) await page.context().addCookies([await cookieOf(baseURL, as)]);
      const screen = watchScreen(page, async () => {
        if (isFresh) return page.context().close();
        await page.evaluate("localStorage.clear(); sessionStorage.clear()");
        await page.unrouteAll({ behavior: "ignoreErrors" });
        page.removeAllListeners();
        left.set(kind, [...(left.get(kind) ?? []), page]);
      });
      await page.goto(path);
      return screen;
    },
    leave: async () => {
      await Promise.all([...contexts].map((one) => one.close()));
    },
  };
}

/** Signed in past the page for it, which has tests of its own. */
async function cookieOf(url: string, person: Person): Promise<Cookie> {
  const browser = openBrowser(url);
  const reply = await browser.signIn(person);
  const [name, value] = browser.cookie()?.split("=") ?? [];
  if (name === undefined || value === undefined) {
    throw new Error(`nobody was signed in: ${String(reply.status)} ${reply.text}`);
  }
  return { name, value, url, sameSite: "Strict", httpOnly: true };
}
