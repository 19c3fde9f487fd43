import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBoxKey } from "../../server/sealed-box/sealed-box.ts";
import { onConsole } from "../support/console-stage.ts";
import { clientOf, type Shown } from "../support/jeton.ts";
import { send } from "../support/http.ts";

const main = path.resolve(import.meta.dirname, "../../server/main.ts");
const noToken = { JETON_URL: "", JETON_TOKEN: "" };

/** A `jeton login` that waits, and the address that it printed. */
interface Waiting {
  readonly address: URL;
  readonly code: string;
  readonly ended: Promise<Shown>;
}

onConsole("the command line is signed in", (stage) => {
  let client: ReturnType<typeof clientOf>;
  beforeAll(() => {
    client = clientOf(stage().server);
  });
  afterAll(() => {
    client[Symbol.dispose]();
  });

  const said = (text: string): Pick<Waiting, "address" | "code"> | undefined => {
    const [, address, code] = /(http\S+cli-login\S+)[^:]*: (\S+)/.exec(text) ?? [];
    return address === undefined || code === undefined ? undefined : { address: new URL(address), code };
  };
  const login = async (args: readonly string[], readInput?: () => Promise<string>): Promise<Waiting> => {
    const { promise, resolve } = Promise.withResolvers<Pick<Waiting, "address" | "code">>();
    let text = "";
    const ended = client.run(["login", "--url", stage().server.url, ...args], {
      // A browser that opens nothing: the test opens what is printed.
      env: { ...noToken, BROWSER: "true" },
      canAsk: readInput === undefined,
      ...(readInput && { readInput }),
      onErr: (more) => {
        text += more;
        const found = said(text);
        if (found) resolve(found);
      },
    });
    const failed = ended.then((shown): never => {
      throw new Error(`it ended before it asked: ${JSON.stringify(shown)}`);
    });
    return { ...(await Promise.race([promise, failed])), ended };
  };
  const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;
  const context = (): string => readFileSync(path.join(client.home, ".config/jeton/config"), "utf8");

  test.each(["wide", "phone"] as const)(
    "by a page that shows the same code, on a %s screen",
    async (screen) => {
      const { address, code, ended } = await login(["--context", "by-browser", "--ttl", "2h"]);
      await using shown = await stage().open(pathOf(address), { screen });
      const { page } = shown;
      await page.getByText(code, { exact: true }).waitFor();
      expect(await shown.axe()).toEqual([]);
      await page.getByRole("button", { name: "sign in" }).click();
      await page.getByRole("heading", { name: "The command line is signed in" }).waitFor();
      expect(await shown.axe()).toEqual([]);
      expect(page.url()).not.toContain("sealed");
      const { code: status, err } = await ended;
      expect({ status, err }).toMatchObject({
        status: 0,
        err: expect.stringContaining("as usr/grace@example.com"),
      });
      const [token = ""] = /jtnu_\w+/.exec(context()) ?? [];
      const who = await stage().server.send({ path: "/v1/whoami", token });
      expect(who.json()).toMatchObject({
        subject: { reference: "usr/grace@example.com" },
        token: { name: `jeton-cli-${code.toLowerCase()}` },
      });
      expect(await page.content()).not.toContain(token);
    },
  );

  test("from a machine without a browser, by a text that opens there alone", async () => {
    const { promise: pasted, resolve: paste } = Promise.withResolvers<string>();
    const { address, ended } = await login(["--no-browser", "--context", "by-hand"], () => pasted);
    await using shown = await stage().open(pathOf(address));
    const { page } = shown;
    await page.getByRole("combobox", { name: "The token lasts" }).click();
    await page.getByRole("option", { name: "1 hour" }).click();
    await page.getByRole("button", { name: "sign in" }).click();
    const sealed = await page.getByRole("textbox", { name: "Paste this into the terminal" }).inputValue();
    expect(sealed).not.toContain("jtn");
    paste(`${sealed}\n`);
    expect(await ended).toMatchObject({ code: 0 });
    const other = await login(["--no-browser", "--context", "stolen"], () => Promise.resolve(sealed));
    expect(await other.ended).toMatchObject({
      code: 1,
      err: expect.stringContaining("not sealed for this program"),
    });
    expect(context()).not.toContain("stolen");
  });

  test("not where somebody refuses, who is told of it in the terminal as well", async () => {
    const { address, ended } = await login(["--context", "refused"]);
    await using shown = await stage().open(pathOf(address));
    const { page } = shown;
    await page.getByRole("button", { name: "Refuse" }).click();
    await page.getByRole("heading", { name: "Nothing was signed in" }).waitFor();
    await page.waitForURL((url) => !url.search.includes("state"));
    expect(await shown.axe()).toEqual([]);
    expect(await ended).toMatchObject({ code: 3, err: expect.stringContaining("refused in the browser") });
    expect(context()).not.toContain("refused");
  });

  test("not at an address whose key was swapped on the way: its code is another", async () => {
    const { promise: pasted, resolve: paste } = Promise.withResolvers<string>();
    const { address, code, ended } = await login(["--no-browser", "--context", "swapped"], () => pasted);
    address.searchParams.set("key", makeBoxKey().publicKey);
    await using shown = await stage().open(pathOf(address));
    const { page } = shown;
    await page.getByRole("button", { name: "sign in" }).waitFor();
    expect(await page.getByText(code, { exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: "sign in" }).click();
    paste(await page.getByRole("textbox", { name: "Paste this into the terminal" }).inputValue());
    expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining("not sealed") });
  });

  test("by nobody who does not know what only the page knows", async () => {
    const { address, ended } = await login(["--context", "guarded"]);
    const port = Number(address.searchParams.get("port"));
    const state = address.searchParams.get("state") ?? "";
    const own = `http://127.0.0.1:${String(port)}`;
    const tried = [
      { path: "/?sealed=x" },
      { path: `/?state=${"0".repeat(state.length)}&sealed=x` },
      { path: `/other?state=${state}&sealed=x` },
      { path: `/?state=${state}&sealed=x`, method: "POST" },
      { path: `/?state=${state}&sealed=x`, headers: { host: "rebound.example.org" } },
    ];
    for (const request of tried) expect((await send(own, request)).status).toBe(404);
    // Whoever does know it still has no box that opens.
    expect((await send(own, { path: `/?state=${state}&sealed=x` })).status).toBe(303);
    expect(await ended).toMatchObject({
      code: 1,
      err: expect.stringContaining("not sealed for this program"),
    });
    expect(context()).not.toContain("guarded");
  });

  test("by no address that was cut, or that names another machine than this one", async () => {
    const key = Buffer.alloc(32, 7).toString("base64");
    const elsewhere = new URLSearchParams({ key, port: "1@evil.example" }).toString();
    for (const search of ["", "?key=short", `?${elsewhere}`]) {
      await using shown = await stage().open(`/cli-login${search}`);
      await shown.page.getByRole("heading", { name: "Begin in a terminal" }).waitFor();
      expect(await shown.page.getByRole("button", { name: "sign in" }).count()).toBe(0);
    }
  });

  test("not where nobody is there, and not over plain http", async () => {
    const url = ["login", "--url", stage().server.url];
    expect(await client.run(url, { env: noToken })).toMatchObject({
      code: 3,
      err: expect.stringContaining("--password-stdin"),
    });
    const plain = ["login", "--url", "http://jeton.example.org"];
    expect(await client.run(plain, { env: noToken, canAsk: true })).toMatchObject({ code: 2 });
  });

  test.skipIf(!existsSync("/usr/bin/script"))(
    "from a real terminal, which an interrupt gives back",
    async () => {
      const command = [process.execPath, main, "login", "--url", stage().server.url].join(" ");
      const child = spawn("/usr/bin/script", ["-qec", command, "/dev/null"], {
        env: { PATH: process.env["PATH"], HOME: client.home, BROWSER: "true", TERM: "xterm" },
        stdio: ["pipe", "pipe", "inherit"],
      });
      let text = "";
      while (!said(text)) text += String(((await once(child.stdout, "data")) as [Buffer])[0]);
      child.stdin.write("\u0003");
      expect((await once(child, "exit"))[0]).toBe(130);
    },
  );
});
