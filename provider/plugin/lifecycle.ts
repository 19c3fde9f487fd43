import { writeSync } from "node:fs";
import type { Http2Server } from "node:http2";

/** Time for the last bytes to leave: the client waits 2 s for the exit and then kills. */
const LINGER_MS = 5;
/** For the rest of it. */
const CLOSE_MS = 1_500;
/** Longer than a client needs to reconnect, shorter than anyone would notice. */
const ORPHAN_MS = 200;
/** The client itself gives up on a start after a minute (go-plugin, ClientConfig.StartTimeout). */
const FIRST_SESSION_MS = 60_000;

/** Whether it succeeds or not; nobody is left to tell. */
export function exitAfter(close: () => Promise<void> = async () => undefined): void {
  const exitSoon = (): void => void setTimeout(() => process.exit(0), LINGER_MS);
  setTimeout(() => process.exit(0), CLOSE_MS);
  close().then(exitSoon, exitSoon);
}

/**
 * Makes a crash readable: the host shows what follows a line that starts with `panic: ` (go-plugin, client.go
 * logStderr), and otherwise only that the plugin went away.
 */
export function panicOnCrash(): void {
  process.on("uncaughtException", panic);
  process.on("unhandledRejection", panic);
}

/**
 * Ends before the handshake with a reason of one line. On standard output: in the handshake's place the host waits for a
 * line and shows it (go-plugin, client.go Start), whereas of standard error it may have read nothing when it gives up.
 */
export function refuseToStart(reason: string): never {
  writeSync(1, `${reason}\n`);
  process.exit(1);
}

export function panic(reason: unknown): never {
  const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  try {
    writeSync(2, `panic: ${text}\n`);
  } catch {
    // Nobody reads standard error any more; there is nobody left to tell.
  }
  process.exit(2);
}

/** Ctrl-C reaches the whole process group, but it is the host that decides when a plugin ends. */
export function ignoreInterrupt(): void {
  process.on("SIGINT", () => {});
}

/** Calls `cleanUp` on every exit but a kill; without this, the polite signals would skip it as well. */
export function cleanUpAtExit(cleanUp: () => void): void {
  process.on("exit", cleanUp);
  process.on("SIGTERM", () => process.exit(128 + 15));
  process.on("SIGHUP", () => process.exit(128 + 1));
}

/** Ends the process when its client died without saying so, or never came. */
export function exitWithClient(server: Http2Server): void {
  let sessions = 0;
  let timer = setTimeout(() => process.exit(0), FIRST_SESSION_MS);
  server.on("session", (session) => {
    sessions++;
    clearTimeout(timer);
    session.on("close", () => {
      sessions--;
      if (sessions === 0) timer = setTimeout(() => process.exit(0), ORPHAN_MS);
    });
  });
}
