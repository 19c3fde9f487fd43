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
function relativeWords(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const step = STEPS.find(([, size]) => Math.abs(distance) >= size);
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
  timer ??= setInterval(() => {
    now = new Date();
    for (const each of watchers) each();
  }, MINUTE / 2);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, within half a minute. */
function useNow(): Date {
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

function exactly(at: string): ReactNode {
  return (
    <>
      {zoned.format(new Date(at))}
      <br />
      {at}
    </>
  );
}

/** The exact time, written out, as the facts on an object's own page have it. */
export function Instant({ at }: { readonly at: string }): ReactNode {
  const current = useNow();
  return (
    <time dateTime={at} title={at}>
      {zoned.format(new Date(at))} ({relativeWords(new Date(at), current)})
    </time>
  );
}
