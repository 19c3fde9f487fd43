import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "../../../provider/plugin/serve.ts";

/** A plugin with a few calls that prove something about the process they run in. The argument picks a misbehaviour. */
const [misbehaviour] = process.argv.slice(2);

await serve({
  cookie: { name: "ECHO_COOKIE", value: "crumb" },
  protocolVersion: 6,
  environment: process.env,
  network: misbehaviour === "tcp" ? "tcp" : "unix",
  close: async () => {
    process.stderr.write("closing\n");
    if (misbehaviour === "stays") await new Promise(() => undefined);
  },
  load: async () => {
    if (misbehaviour === "broken") throw new Error("cannot load");
    return new Map<string, (request: Uint8Array) => Promise<Uint8Array>>([
      ["/echo.Echo/Echo", async (request) => request],
      ["/echo.Echo/Fail", async () => Promise.reject(new Error("100% wrong: é"))],
      ["/echo.Echo/Crash", crash],
      // Never ends by itself: what keeps a careless plugin alive.
      ["/echo.Echo/Linger", async (request) => (setInterval(() => {}, 1000), request)],
      ["/echo.Echo/Slow", async (request) => sleep(60_000, request)],
    ]);
  },
});

async function crash(): Promise<Uint8Array> {
  setImmediate(() => {
    throw new TypeError("boom");
  });
  return sleep(60_000, new Uint8Array());
}
