import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onConsole } from "./console-stage.ts";
import { sharedChromium, whyNoChromium } from "./chromium.ts";
import { fillTable } from "./many-rows.ts";
import { openScreen, type Screen } from "./screens.ts";

const sound = `<!doctype html><html lang="en"><title>Sound</title><main><h1>Sound</h1></main></html>`;
const faulty = `<!doctype html><html><main><img src="/none.png"><button style="width: 9px; height: 9px"></button>
  <button style="width: 9px; height: 9px"></button><p style="color: #aaa; background: #fff">faint</p>
  <script>console.error("it complains")</script><script nonce="n">console.error("it complains aloud"); fetch("/refused"); nowhere()</script></main></html>`;
const pages: Readonly<Record<string, string>> = { "/": sound, "/faulty": faulty };

/** That the rig finds what it is there for: a watch that sees nothing would let everything pass. */
describe.skipIf(whyNoChromium !== "")(`a screen ${whyNoChromium}`, () => {
  const server = createServer(({ url = "" }, outgoing) => {
    const headers = { "content-type": "text/html", "content-security-policy": "script-src 'nonce-n'" };
    outgoing.writeHead(pages[url] === undefined ? 403 : 200, headers).end(pages[url]);
  });
  let browser: Browser | undefined;
  let url = "";
  beforeAll(async () => {
    browser = await sharedChromium();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    server.close();
  });
  const open = (): Promise<Screen> => openScreen(browser!);

  test("finds nothing wrong with a sound page", async () => {
    await using screen = await open();
    await screen.page.goto(`${url}/`);
    expect(await screen.axe()).toEqual([]);
  });

  test("tells what goes wrong in a page, and throws when it is left", async () => {
    const screen = await open();
    await screen.page.goto(`${url}/faulty`);
    const told = () => screen.faults().join("\n");
    for (const fault of [
      "CSP: script-src",
      "console error: it complains aloud",
      "page error: ReferenceError",
    ])
      await expect.poll(told).toContain(fault);
    await expect.poll(told).toContain("403 GET /none.png");
    await expect.poll(told).toContain("403 GET /refused");
    screen.expectReply(/^403 GET \/refused$/);
    expect(told()).not.toContain("refused");
    const rules = (await screen.axe()).map((line) => line.split(":")[0]);
    for (const rule of [
      "html-has-lang",
      "document-title",
      "image-alt",
      "button-name",
      "color-contrast",
      "target-size",
    ])
      expect(rules).toContain(rule);
    await expect(screen[Symbol.asyncDispose]()).rejects.toThrow("went wrong in the page");
  });
});

onConsole("a stage", (stage) => {
  test("opens a page as somebody who is signed in, among as many rows as are asked for", async () => {
    const { server } = stage();
    const body = { name: "deployer", project: "system" };
    const account = await server.create("/v1/service-accounts", body);
    const like = String(account["id"]);
    await fillTable(server, { table: "service_accounts", like, count: 9_999, told: ["name"] });
    await using screen = await stage().open("/v1/service-accounts?name=deployer-9999");
    expect(await screen.page.content()).toContain("deployer-9999");
  });
});
