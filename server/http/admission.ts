import { Problem } from "../contract/problem.ts";
import type { Route } from "../contract/route.ts";

/** Requests under way, of all kinds but the server's health: more would only fill its memory. */
const MOST_REQUESTS = 4096;
/** Administrative requests at a time; one caller may have half of them. */
const MOST_AT_ONCE = 64;
/** As many while the process is behind: each turn of the event loop is shared with all of them. */
const MOST_WHEN_BEHIND = 8;
/** Administrative requests that begin in one turn of the event loop; one, while the process is behind. */
const MOST_A_TURN = 8;
/** Administrative requests that wait for their turn, and for how long at most, in milliseconds. */
const MOST_WAITING = 1000;
const PATIENCE = 10_000;
/** Milliseconds by which the event loop is late when the process counts as behind. */
const BEHIND = 100;
/** Seconds after which whoever was refused may come back. */
const COME_BACK = 2;

export interface Admission {
  /**
   * Counts a request while it is under way; of health, none is.
   * @throws Problem `unavailable` when there are too many
   */
  readonly counting: <T>(route: Route, answer: () => T | Promise<T>) => T | Promise<T>;
  /**
   * Does what a request asks for when it is its turn, which verification always has.
   * @throws Problem `unavailable` when too many wait, or it waited for too long
   */
  readonly inTurn: <T>(route: Route, callerId: string, task: () => Promise<T>) => Promise<T>;
}

interface Waiting {
  readonly callerId: string;
  readonly start: () => void;
}

/** @param lateness by how many milliseconds the event loop was late of late; asked while administrative requests are there */
export function createAdmission(lateness: Lateness = watchLateness()): Admission {
  const line: Waiting[] = [];
  const runningOf = new Map<string, number>();
  let requests = 0;
  let running = 0;
  let isAwaited = false;

  const isBehind = (): boolean => lateness.now() > BEHIND;
  const mayStart = ({ callerId }: Waiting): boolean => {
    const most = isBehind() ? MOST_WHEN_BEHIND : MOST_AT_ONCE;
    return running < most && (runningOf.get(callerId) ?? 0) < most / 2;
  };
  const start = (waiting: Waiting): void => {
    running += 1;
    runningOf.set(waiting.callerId, (runningOf.get(waiting.callerId) ?? 0) + 1);
    waiting.start();
  };
  /** In a turn of the event loop of its own: what arrived meanwhile comes before, and verification is done by then. */
  const callNext = (): void => {
    if (isAwaited) return;
    isAwaited = true;
    setImmediate(() => {
      isAwaited = false;
      let more = isBehind() ? 1 : MOST_A_TURN;
      for (; more > 0 && startNext(line, mayStart, start); more -= 1);
      if (more === 0 && line.length > 0) callNext();
    });
  };
  const ended = (callerId: string): void => {
    running -= 1;
    const left = (runningOf.get(callerId) ?? 0) - 1;
    if (left > 0) runningOf.set(callerId, left);
    else runningOf.delete(callerId);
    if (line.length > 0) callNext();
    else if (running === 0) lateness.stop();
  };

  return {
    counting: (route, answer) => {
      if (route.urgency === "health") return answer();
      if (requests >= MOST_REQUESTS) throw overloaded();
      requests += 1;
      return settled(answer, () => (requests -= 1));
    },
    inTurn: async (route, callerId, task) => {
      if (route.urgency !== undefined) return task();
      if (line.length === 0 && running === 0) lateness.start();
      const turn = waitIn(line, callerId);
      callNext();
      await turn;
      try {
        return await task();
      } finally {
        ended(callerId);
      }
    },
  };
}

/** Whether there was one: the first in the line whose caller has not its share already. */
function startNext(
  line: Waiting[],
  mayStart: (waiting: Waiting) => boolean,
  start: (waiting: Waiting) => void,
): boolean {
  const at = line.findIndex(mayStart);
  const [next] = at < 0 ? [] : line.splice(at, 1);
  if (next) start(next);
  return next !== undefined;
}

/** Resolves when whoever goes through the line has started it. */
function waitIn(line: Waiting[], callerId: string): Promise<void> {
  if (line.length >= MOST_WAITING) return Promise.reject(overloaded());
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      callerId,
      start: () => {
        clearTimeout(timer);
        resolve();
      },
    };
    const timer = setTimeout(() => {
      line.splice(line.indexOf(waiting), 1);
      reject(overloaded());
    }, PATIENCE);
    line.push(waiting);
  });
}

function settled<T>(answer: () => T | Promise<T>, done: () => void): T | Promise<T> {
  let given: T | Promise<T>;
  try {
    given = answer();
  } catch (cause) {
    done();
    throw cause;
  }
  if (given instanceof Promise) return given.finally(done);
  done();
  return given;
}

function overloaded(): Problem {
  const detail = "the server has too much to do; come back after the seconds that `Retry-After` says";
  return new Problem("unavailable", detail, { retry_after: COME_BACK });
}

export interface Lateness {
  readonly start: () => void;
  readonly stop: () => void;
  readonly now: () => number;
}

/** Milliseconds between two looks. */
const LOOK = 20;
/** How much of what was seen before still counts at the next look. */
const MEMORY = 0.7;

function watchLateness(): Lateness {
  let timer: NodeJS.Timeout | undefined;
  let looked = 0;
  let late = 0;
  const look = (): void => {
    const at = performance.now();
    late = Math.max(at - looked - LOOK, late * MEMORY);
    looked = at;
  };
  return {
    start: () => {
      late = 0;
      looked = performance.now();
      timer = setInterval(look, LOOK).unref();
    },
    stop: () => {
      clearInterval(timer);
    },
    now: () => late,
  };
}
