import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { killRounds } from "../../support/kill-rounds.ts";

const ROUNDS = Number(process.env["JETON_TEST_KILL_ROUNDS"] ?? "6");

test(
  `a writer killed ${String(ROUNDS)} times loses no acknowledged row and leaves a whole database`,
  { timeout: 10_000 + ROUNDS * 3000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "jeton-kill-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    let acknowledged = 0;
    for await (const round of killRounds(path.join(folder, "data", "jeton.db"), ROUNDS)) {
      expect(round).toMatchObject({ lost: [], integrity: "ok", chain: "intact", unpaired: 0 });
      expect(round.acknowledged).toBeGreaterThan(acknowledged);
      acknowledged = round.acknowledged;
    }
    expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS * 30);
  },
);
