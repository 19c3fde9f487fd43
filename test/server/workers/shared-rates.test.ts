import { expect, it } from "vitest";
import type { Taken } from "../../../server/workers/messages.ts";
import { sharedRates } from "../../../server/workers/shared-rates.ts";

it("counts what other workers allowed and took back, so that together they allow no more than one", () => {
  const listeners: ((taken: Taken) => void)[] = [];
  const workers = [0, 1, 2].map((own) => {
    const colleague = {
      took: (taken: Taken) => {
        for (const [other, listener] of listeners.entries()) if (other !== own) listener(taken);
      },
      onTaken: (listener: (taken: Taken) => void) => void (listeners[own] = listener),
    };
    return sharedRates(() => new Date(0), colleague)("tokens", 10);
  });
  const limit = { requests: 6, period: "PT1M" };
  const allowed = Array.from({ length: 12 }, (_, turn) => workers[turn % 3]?.take("tok_1", limit).allowed);
  expect(allowed.filter(Boolean)).toHaveLength(6);
  workers[0]?.giveBack("tok_1", limit);
  expect(workers[1]?.take("tok_1", limit).allowed).toBe(true);
  expect(workers[2]?.take("tok_1", limit).allowed).toBe(false);
  expect(workers[2]?.take("tok_2", limit).allowed).toBe(true);
});
