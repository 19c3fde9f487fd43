import { readFileSync } from "node:fs";

/** Of the first thread of a process, which is its event loop's; times in milliseconds. */
interface Scheduled {
  /** Whether it runs, or could. */
  readonly isRunnable: boolean;
  readonly ran: number;
  /** How long it could have run and had no processor, up to when it ran last. */
  readonly waited: number;
}

/** proc_pid_stat(5), and https://docs.kernel.org/scheduler/sched-stats.html; undefined where the operating system does not say. */
export function scheduledOf(pid: number | undefined): Scheduled | undefined {
  try {
    const folder = `/proc/${String(pid)}`;
    const [ran = NaN, waited = NaN] = readFileSync(`${folder}/schedstat`, "utf8").split(" ").map(Number);
    const stat = readFileSync(`${folder}/stat`, "utf8");
    // The name before the state may hold anything.
    const isRunnable = stat.startsWith("R", stat.lastIndexOf(")") + 2);
    return Number.isNaN(ran + waited) ? undefined : { isRunnable, ran: ran / 1e6, waited: waited / 1e6 };
  } catch {
    return undefined;
  }
}

/**
 * Milliseconds that a process has waited for a processor since this was made, as of each call. What it waits while it has none
 * at all is told by the kernel only once it runs again, and so by its being runnable until then.
 */
export function watchWaiting(look: () => Scheduled | undefined, now: () => number): () => number {
  let [last, at, total] = [look(), now(), 0];
  return () => {
    const [next, time] = [look(), now()];
    if (last && next) {
      const isWaiting = next.isRunnable && next.ran === last.ran;
      total += isWaiting ? time - at : Math.min(time - at, next.waited - last.waited);
    }
    [last, at] = [next, time];
    return total;
  };
}
