import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Environment } from "../../server/config/settings.ts";

/** The library that lies to a program about the time; undefined where it is missing. */
export const fakeTimeLibrary: string | undefined = (existsSync("/usr/lib") ? readdirSync("/usr/lib") : [])
  .map((name) => path.join("/usr/lib", name, "faketime/libfaketime.so.1"))
  .find((file) => existsSync(file));

/** A machine's clock that can be set while a program runs by it; what only goes on stays true. */
export interface FakeTime {
  /** For the program. */
  readonly env: Environment;
  /** Seconds by which the clock is off from now on; the program sees it within a second. */
  readonly set: (seconds: number) => void;
}

export function fakeTime(folder: string, seconds: number): FakeTime {
  const file = path.join(folder, "faketime");
  const set = (off: number): void => writeFileSync(file, `${off < 0 ? "" : "+"}${String(off)}\n`);
  set(seconds);
  return {
    env: {
      LD_PRELOAD: fakeTimeLibrary,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
    set,
  };
}
