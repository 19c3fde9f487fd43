import { spawn } from "node:child_process";
import type { Terminal } from "./terminal.ts";

/** What opens an address; with `BROWSER`, that program, as other commands have it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Whoever has no browser here opens the address, which is printed, elsewhere: that none opens is no failure. */
export function openInBrowser(env: Terminal["env"], address: string): void {
  const named = env["BROWSER"];
  const [program, ...args] = named ? [named] : (openers[process.platform] ?? ["xdg-open"]);
  spawn(program, [...args, address], { stdio: "ignore", detached: true, env })
    .on("error", () => undefined)
    .unref();
}

/** Whether this machine, as far as it can be known, has a browser that whoever types here sees. */
export function hasBrowser(env: Terminal["env"]): boolean {
  if (env["BROWSER"]) return true;
  if (env["SSH_CONNECTION"]) return false;
  return process.platform !== "linux" || Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}
