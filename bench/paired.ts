/** Milliseconds. */
interface Timing {
  readonly least: number;
  readonly median: number;
}

/** Something timed against the same run of something known, since machines differ and are never quiet. */
export interface Paired {
  readonly measured: Timing;
  readonly against: Timing;
  /** Of the medians. */
  readonly ratio: number;
}

/** Runs both in turn, so that whatever else the machine does counts for both; each gives the milliseconds it took. */
export async function paired(
  measured: () => Promise<number>,
  against: () => Promise<number>,
  runs = 31,
): Promise<Paired> {
  const times: { readonly measured: number[]; readonly against: number[] } = { measured: [], against: [] };
  for (let run = 0; run < runs; run += 1) {
    times.against.push(await against());
    times.measured.push(await measured());
  }
  const [a, b] = [summarize(times.measured), summarize(times.against)];
  return { measured: a, against: b, ratio: a.median / b.median };
}

function summarize(milliseconds: readonly number[]): Timing {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return { least: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}
