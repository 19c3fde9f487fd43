/** Rows between two lines that say how far it has come. */
const STEP = 100_000;

/** Says now and then how many rows are done. */
export function countingRows(say: (text: string) => void): (rows: number) => void {
  let next = STEP;
  return (rows) => {
    if (rows < next) return;
    say(`${String(rows)} rows ...\n`);
    next = (Math.floor(rows / STEP) + 1) * STEP;
  };
}
