import { expect, test } from "vitest";

import { limited } from "../../../server/store/limited.ts";

/** A task that runs until it is told to end. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let started = false;
  return {
    isStarted: () => started,
    task: () => {
      started = true;
      return promise;
    },
    resolve,
    reject,
  };
}

test("runs so many at once, the others in their order, and refuses those beyond the queue", async () => {
  const limit = limited({ atOnce: 2, waiting: 2 });
  const tasks = Array.from({ length: 5 }, held);
  const outcomes = tasks.map(({ task }) => limit.run(task));
  const started = () => tasks.map(({ isStarted }) => isStarted());
  await expect(outcomes[4]).rejects.toMatchObject({ code: "unavailable" });
  expect(started()).toEqual([true, true, false, false, false]);
  tasks[1]!.reject(new Error("its own"));
  await expect(outcomes[1]).rejects.toThrow("its own");
  await expect.poll(started).toEqual([true, true, true, false, false]);
  tasks[0]!.resolve("first");
  expect(await outcomes[0]).toBe("first");
  await expect.poll(started).toEqual([true, true, true, true, false]);
  let idle = false;
  const resting = limit.idle().then(() => {
    idle = true;
  });
  tasks[2]!.resolve("third");
  await outcomes[2];
  expect(idle).toBe(false);
  tasks[3]!.resolve("fourth");
  await resting;
  await limit.idle();
  expect(await outcomes[3]).toBe("fourth");
});
