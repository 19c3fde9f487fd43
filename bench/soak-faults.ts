import { diskFaultRounds, diskFaults } from "../test/support/disk-faults.ts";
import { type FaultName, faultNames, faultRounds } from "../test/support/faults.ts";

/** Milliseconds: longer than any time limit of the server. */
const LONG = 15_000;
const SHORT = 2000;
/** Milliseconds after a fault by which changes are acknowledged again. */
const PATIENCE = 10_000;

/**
 * Does all that may happen to a server and its PostgreSQL, time and again, while clients mint and revoke.
 * @returns how many faults there were, what was acknowledged meanwhile, and the longest recovery in milliseconds
 * @throws Error with what was lost or revived, took too long to recover, or was not in the log
 */
export async function run(
  rounds: number,
): Promise<{ readonly faults: number; readonly acknowledged: number; readonly recovery: number }> {
  let faults = 0;
  let acknowledged = 0;
  let recovery = 0;
  for (const length of [SHORT, LONG]) {
    const names = Array.from(
      { length: length === LONG ? 1 : rounds },
      (): readonly FaultName[] => faultNames,
    );
    let last = 0;
    for await (const round of faultRounds(names.flat(), { length, patience: PATIENCE })) {
      if (!round.isTold) throw new Error(`the log does not tell of it: ${JSON.stringify(round)}`);
      faults += 1;
      last = round.acknowledged;
      recovery = Math.max(recovery, round.recovery);
    }
    acknowledged += last;
  }
  return { faults, acknowledged, recovery };
}

/**
 * Does the same of disks to a server on SQLite; needs gcc.
 * @throws Error as above
 */
export async function runOnDisks(
  rounds: number,
): Promise<{ readonly faults: number; readonly recovery: number }> {
  let faults = 0;
  let recovery = 0;
  const all = Array.from({ length: rounds }, () => diskFaults).flat();
  for await (const round of diskFaultRounds(all, { length: SHORT, patience: PATIENCE })) {
    if (!round.isTold || round.verified !== 200 || round.changed !== 503) {
      throw new Error(`a disk fault: ${JSON.stringify(round)}`);
    }
    faults += 1;
    recovery = Math.max(recovery, round.recovery);
  }
  return { faults, recovery };
}
