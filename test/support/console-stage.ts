import { rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import type { Environment } from "../../server/config/settings.ts";
import { openBrowser } from "./browser.ts";
import { sharedChromium, whyNoChromium } from "./chromium.ts";
import { PASSWORD, type Person } from "./people.ts";
import { openPage, type Screen, type ScreenOptions, watchScreen } from "./screens.ts";
import { startServer, type TestServer } from "./server.ts";
import { goOn, leavePage } from "./warm-page.ts";

/** A server, and a browser to open its console in. */
export interface ConsoleStage {
  readonly server: TestServer;
  /** A person with a password, bound to a role in the system when one is given. */
  readonly person: (options: { readonly email: string; readonly role?: string }) => Promise<Person>;
  /** A page of the console, with whoever is given signed in; by default a person who is bound to `admin` in the system. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Screen>;
  /** Closes what is open of it in the browser, which others use. */
  readonly leave: () => Promise<void>;
}

/** In milliseconds: a session is not asked for a proof again as long as this, and longer. */
const YOUNG = 4 * 60_000;

type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

interface OpenOptions extends ScreenOptions {
  /** Null for nobody. */
  readonly as?: Person | null;
  /** In a page that nobody was in before; so is one with a `context` of its own. */
  readonly isFresh?: boolean;
  /** Signed in so long ago that what is dangerous asks who it is. */
  readonly isLongAgo?: boolean;
}

/**
 * Tests in a browser; skipped with the reason where there is no Chromium.
 *
 * @param env of a server of these tests' own; without it they share one with the other files of their worker, where each
 * makes what it needs under names of its own
 */
export function onConsole(
  title: string,
  tests: (stage: () => ConsoleStage) => void,
  env?: Environment,
): void {
  describe.skipIf(whyNoChromium !== "")(`${title}${whyNoChromium && ` (${whyNoChromium})`}`, () => {
    let stage: ConsoleStage | undefined;
    beforeAll(async () => {
      stage = await (env ? newStage(env) : sharedStage());
    });
    afterAll(async () => {
      if (!env) return;
      await stage?.leave();
      await stage?.server[Symbol.asyncDispose]();
    });
    tests(() => {
      if (!stage) throw new Error("the stage begins with the first test");
      return stage;
    });
  });
}

async function newStage(env?: Environment): Promise<ConsoleStage> {
  const [browser, server] = await Promise.all([sharedChromium(), startServer(env)]);
  return stageOn(browser, server);
}

let shared: Promise<ConsoleStage> | undefined;

/** One for all test files of a worker, whose pages stay warm; it ends with the worker. */
function sharedStage(): Promise<ConsoleStage> {
  // What webhooks are told is received on this very machine.
  shared ??= newStage({ JETON_OUTBOUND_ALLOW: "127.0.0.1" }).then((stage) => {
    process.once("exit", () => {
      rmSync(stage.server.folder, { recursive: true, force: true });
    });
    return stage;
  });
  return shared;
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
  const baseURL = server.url;
  let session: { readonly cookie: Cookie; readonly at: number } | undefined;
  const cookieOfAdmin = async (): Promise<Cookie> => {
    if (!session || Date.now() - session.at > YOUNG) {
      session = { cookie: await cookieOf(baseURL, admin), at: Date.now() };
    }
    return session.cookie;
  };
  // By screen: those that somebody has left, to be gone on in.
  const warm = new Map<string, Page[]>();
  const contexts = new Set<BrowserContext>();
  const newPage = async (options: ScreenOptions): Promise<Page> => {
    const page = await openPage(browser, { ...options, context: { baseURL, ...options.context } });
    contexts.add(page.context());
    return page;
  };
  return {
    server,
    person,
    open: async (address, { as = admin, isFresh = false, isLongAgo = false, ...options } = {}) => {
      const { screen: kind = "wide", theme = "light" } = options;
      const isKept = !isFresh && as !== null && options.context === undefined && !address.startsWith("/v1/");
      const taken = isKept ? warm.get(kind)?.pop() : undefined;
      const page = taken ?? (await newPage(options));
      const context = page.context();
      await context.clearCookies();
      if (as) await context.addCookies([await (as === admin ? cookieOfAdmin() : cookieOf(baseURL, as))]);
      // Before it is used: what a server knows it looks up again when it is told of a change.
      if (as && isLongAgo) forgetProof(server, as);
      await page.emulateMedia({ colorScheme: theme });
      const screen = watchScreen(page, async ({ isSound }) => {
        page.removeAllListeners();
        if (isKept && isSound && (await leavePage(page))) warm.set(kind, [...(warm.get(kind) ?? []), page]);
        else await context.close();
      });
      await (taken ? goOn(page, address) : page.goto(address));
      return screen;
    },
    leave: async () => {
      await Promise.all([...contexts].map((one) => one.close()));
    },
  };
}

function forgetProof({ folder }: TestServer, { id }: Person): void {
  const database = new DatabaseSync(path.join(folder, "jeton.db"), { timeout: 5000 });
  database.prepare("update tokens set authenticated_at = null where user_id = ?").run(id);
  database.close();
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
