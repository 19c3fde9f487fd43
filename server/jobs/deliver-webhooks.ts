import type { Busy } from "../domain/events/claim.ts";
import type { Attempt } from "../domain/events/deliver.ts";
import type { WebhookDeliveryRow } from "../domain/events/event-rows.ts";

export interface DeliveryJob {
  /** Looks at once for what is to be sent, instead of within a second. */
  readonly nudge: () => void;
  /** Ends the timer and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds. */
const INTERVAL = 1_000;
/** Messages under way at a time. */
const MOST_AT_ONCE = 32;

interface Options {
  readonly claim: (asked: {
    readonly free: number;
    readonly busy: Busy;
  }) => Promise<readonly WebhookDeliveryRow[]>;
  readonly deliver: (claimed: WebhookDeliveryRow) => Promise<Attempt>;
  readonly onAttempt: (attempt: Attempt) => void;
  readonly onError: (cause: unknown) => void;
}

/** Sends what is due, each as soon as there is room for it. */
export function createDeliveryJob({ claim, deliver, onAttempt, onError }: Options): DeliveryJob {
  let isStopping = false;
  let isAskedAgain = false;
  let looking: Promise<void> | undefined;
  const running = createRunning();

  const send = async (claimed: WebhookDeliveryRow): Promise<void> => {
    try {
      onAttempt(await deliver(claimed));
    } catch (cause) {
      // Its lease ends by itself, and somebody sends it then.
      onError(cause);
    }
  };

  const look = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      try {
        const claimed = await claim({ free: MOST_AT_ONCE - running.all.size, busy: running.busy });
        for (const one of claimed) void running.add(one, send(one)).then(nudge);
      } catch (cause) {
        onError(cause);
      }
    } while (isAskedAgain && !isStopping);
  };

  const nudge = (): void => {
    if (isStopping) return;
    isAskedAgain = true;
    looking ??= look().finally(() => (looking = undefined));
  };
  const timer = setInterval(nudge, INTERVAL);
  timer.unref();

  return {
    nudge,
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await looking;
      await Promise.all(running.all);
    },
  };
}

/** What is under way, and how much of it for each webhook and each project. */
function createRunning(): {
  readonly all: ReadonlySet<Promise<void>>;
  readonly busy: Busy;
  readonly add: (row: WebhookDeliveryRow, work: Promise<void>) => Promise<void>;
} {
  const all = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  const count = ({ webhook_id, project_id }: WebhookDeliveryRow, by: 1 | -1): void => {
    for (const key of [webhook_id, project_id]) {
      const now = (busy.get(key) ?? 0) + by;
      if (now > 0) busy.set(key, now);
      else busy.delete(key);
    }
  };
  return {
    all,
    busy,
    add: async (row, work) => {
      count(row, 1);
      all.add(work);
      await work;
      all.delete(work);
      count(row, -1);
    },
  };
}
