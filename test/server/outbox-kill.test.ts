import { expect, test } from "vitest";
import { outboxKillRounds } from "../support/outbox-kill-rounds.ts";

test(
  "a server killed while it sends to a webhook tells of all it had answered, with the right signature",
  { timeout: 60_000 },
  async () => {
    for await (const round of outboxKillRounds(1)) {
      expect(round).toMatchObject({ untold: [], forged: 0 });
      expect(round.acknowledged).toBeGreaterThanOrEqual(25);
    }
  },
);
