import { expect, test } from "vitest";
import { diskFaultRounds, diskFaults } from "../../support/disk-faults.ts";
import { needProgram } from "../../support/program.ts";

needProgram("gcc");

test(
  "a disk that is full, or takes nothing for good, refuses changes and no verification, and loses nothing acknowledged",
  { timeout: 90_000 },
  async () => {
    const rounds = [];
    for await (const round of diskFaultRounds(diskFaults, { length: 200, patience: 30_000 }))
      rounds.push(round);
    expect(rounds).toEqual(
      diskFaults.map((fault) => ({
        fault,
        recovery: expect.any(Number) as number,
        isTold: true,
        verified: 200,
        changed: 503,
      })),
    );
  },
);
