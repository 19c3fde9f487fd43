import { expect, test } from "vitest";
import { createConfirmations } from "../../../server/workers/confirmations.ts";
import { scheduledOf, watchWaiting } from "../../../server/workers/waited-for-processor.ts";

const SECOND = 1000;

/** Two workers: the first one changes things, the second one is asked and never answers. */
function twoWorkers() {
  let [time, waited] = [0, 0];
  const told: string[] = [];
  const confirmations = createConfirmations({ now: () => time, patience: 5000, longest: 30_000 });
  const peer = (worker: number) => ({
    ask: (epoch: number) => void told.push(`${String(worker)} is asked for ${String(epoch)}`),
    settle: (epoch: number) => void told.push(`${String(worker)} may acknowledge ${String(epoch)}`),
    kill: () => void told.push(`${String(worker)} is ended`),
    waited: () => (worker === 2 ? waited : 0),
  });
  confirmations.join(1, peer(1));
  confirmations.join(2, peer(2));
  /** Looks each second. The first one answers; the second one waits for a processor for that part of the time. */
  const pass = (seconds: number, waiting = 0): void => {
    for (let second = 0; second < seconds; second += 1) {
      time += SECOND;
      waited += waiting * SECOND;
      confirmations.watch();
      confirmations.known(1, confirmations.epoch());
    }
  };
  return { ...confirmations, told, pass };
}

test("a change waits for a worker that does not answer, which is ended after five seconds", () => {
  const { raised, leave, pass, told } = twoWorkers();
  raised(1, 7);
  pass(5);
  expect(told.filter((line) => line.startsWith("2"))).toEqual(["2 is asked for 7"]);
  pass(1);
  expect(told.at(-1)).toBe("2 is ended");
  expect(told).not.toContain("1 may acknowledge 7");
  leave(2);
  expect(told.at(-1)).toBe("1 may acknowledge 7");
});

test("one that had no processor to answer on is not hung, and what it confirms late is acknowledged then", () => {
  const { raised, known, pass, told } = twoWorkers();
  raised(1, 7);
  pass(25, 0.9);
  expect(told.filter((line) => /ended|acknowledge/.test(line))).toEqual([]);
  known(2, 7);
  expect(told.at(-1)).toBe("1 may acknowledge 7");
});

test("one that had none for half a minute is ended all the same, and one that hangs once it has some", () => {
  const starved = twoWorkers();
  starved.raised(1, 7);
  starved.pass(30, 1);
  expect(starved.told).not.toContain("2 is ended");
  starved.pass(1, 1);
  expect(starved.told).toContain("2 is ended");
  const hung = twoWorkers();
  hung.raised(1, 7);
  hung.pass(10, 1);
  hung.pass(5);
  expect(hung.told).not.toContain("2 is ended");
  hung.pass(1);
  expect(hung.told).toContain("2 is ended");
});

test("what a process waited for a processor counts as it is told, and while it has none for all of the time", () => {
  let time = 0;
  let scheduled: ReturnType<typeof scheduledOf> = { isRunnable: false, ran: 10, waited: 500 };
  const waited = watchWaiting(
    () => scheduled,
    () => time,
  );
  const look = (seen: typeof scheduled): number => {
    time += SECOND;
    scheduled = seen;
    return waited();
  };
  expect(look({ isRunnable: false, ran: 110, waited: 1400 })).toBe(900);
  expect(look({ isRunnable: true, ran: 110, waited: 1400 })).toBe(1900);
  expect(look({ isRunnable: true, ran: 110, waited: 1400 })).toBe(2900);
  // Those two seconds are told once more, when it runs again.
  expect(look({ isRunnable: true, ran: 210, waited: 4300 })).toBe(3900);
  // One that runs on and on, and one that sleeps or is stopped, wait for nothing.
  expect(look({ isRunnable: true, ran: 1210, waited: 4300 })).toBe(3900);
  expect(look({ isRunnable: false, ran: 1210, waited: 4300 })).toBe(3900);
  expect(look(undefined)).toBe(3900);
});

test.runIf(process.platform === "linux")("Linux tells it of a process that there is", () => {
  expect(scheduledOf(process.pid)).toMatchObject({ isRunnable: true });
  expect(scheduledOf(undefined)).toBeUndefined();
});
