import { readFileSync } from "node:fs";

/**
 * Milliseconds for which the first thread of a process, which is its event loop's, could have run and had no processor to run
 * on (https://docs.kernel.org/scheduler/sched-stats.html, `/proc/<pid>/schedstat`); 0 where the operating system does not say.
 */
export function waitedForProcessor(pid: number | undefined): number {
  try {
    const [, nanoseconds] = readFileSync(`/proc/${String(pid)}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds) / 1e6 || 0;
  } catch {
    return 0;
  }
}
