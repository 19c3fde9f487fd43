import { Tooltip } from "@mantine/core";
import { type ReactNode, useSyncExternalStore } from "react";
import classes from "./when.module.css";

const MINUTE = 60_000;
const STEPS = [
  ["year", 365.25 * 24 * 60 * MINUTE],
  ["month", 30.4375 * 24 * 60 * MINUTE],
  ["day", 24 * 60 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
] as const;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const zoned = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** "in 3 days", "2 hours ago"; whole units, never rounded up to more than there is. */
export function relativeWords(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  // Ends are chosen in days: up to two months they are told in them.
  const step = STEPS.find(([unit, size]) => Math.abs(distance) >= (unit === "month" ? 3 * size : size));
  if (!step) return Math.abs(distance) < MINUTE / 2 ? "now" : distance > 0 ? "in a minute" : "a minute ago";
  const [unit, size] = step;
  return relative.format(Math.trunc(distance / size), unit);
}

/** One clock for all that is shown, so that a page of times needs one timer. */
let now = new Date();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  if (timer === undefined) {
    // It stood still while nothing was shown that has a time.
    now = new Date();
    timer = setInterval(() => {
      now = new Date();
      for (const each of watchers) each();
    }, MINUTE / 2);
  }
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, within half a minute. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}

/** An instant in words, with the exact time in the reader's zone and in UTC on hover and focus. */
export function When({
  at,
  absent = "never",
}: {
  readonly at: string | null;
  readonly absent?: string;
}): ReactNode {
  const current = useNow();
  if (at === null) return <span className={classes["absent"]}>{absent}</span>;
  const instant = new Date(at);
  return (
    <Tooltip label={exactly(at)} multiline>
      <time dateTime={at} className={classes["when"]}>
        {relativeWords(instant, current)}
      </time>
    </Tooltip>
  );
}

/** The exact time, written out, as the facts on an object's own page have it. */
export function Instant({
  at,
  absent = "never",
}: {
  readonly at: string | null;
  readonly absent?: string;
}): ReactNode {
  const current = useNow();
  if (at === null) return <span className={classes["absent"]}>{absent}</span>;
  const instant = new Date(at);
  return (
    <time dateTime={at} title={at}>
      {zoned.format(instant)} <span className={classes["absent"]}>({relativeWords(instant, current)})</span>
    </time>
  );
}

function exactly(at: string): ReactNode {
  return (
    <>
      {zoned.format(new Date(at))}
      <br />
      {at}
    </>
  );
}
