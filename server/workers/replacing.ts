/** Milliseconds before a worker that ended is replaced, twice as many each time; one that was up for so long begins anew. */
const FIRST_PAUSE = 100;
const LONG_UP = 60_000;
/** Ends in a row after which replacing it is given up. */
const MOST_ENDS = 7;

/** How long to wait until a worker is started again; undefined when that has been tried too often. */
export function createPauses(): (worker: number, up: number) => number | undefined {
  const ends = new Map<number, number>();
  return (worker, up) => {
    const inRow = up > LONG_UP ? 1 : (ends.get(worker) ?? 0) + 1;
    ends.set(worker, inRow);
    return inRow < MOST_ENDS ? FIRST_PAUSE * 2 ** (inRow - 1) : undefined;
  };
}
