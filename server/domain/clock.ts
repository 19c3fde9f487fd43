/** What tells the time on this machine, in milliseconds. */
export interface Timers {
  /** Since 1970; people and NTP set it. */
  readonly wall: () => number;
  /** Since whenever; it only goes on. */
  readonly monotonic: () => number;
}

export interface Clock {
  /** The time by which everything is decided and written. */
  readonly now: () => Date;
  /**
   * Asks what the time is, and goes by that from now on; undefined is for this machine's own time.
   * @throws whatever `ask` does; the clock goes on by what it knows
   */
  readonly follow: (ask: () => Promise<Date | undefined>) => Promise<void>;
  /** By how many milliseconds this machine's clock is ahead of the time. */
  readonly ahead: () => number;
}

/**
 * A clock that goes by another one, of which it is told now and then: between, it goes on by what only goes on, so that
 * setting this machine's clock changes nothing. What it is told was true at some moment between question and answer (as in
 * RFC 5905 section 8): while that may be, it stays as it is, and else moves as little as will do.
 *
 * Where there is no other one it is this machine's, but never earlier than the time at which it was made and what has passed
 * since: whoever sets the machine's clock back would else bring back what has expired. Set forward it is followed, since the
 * machine may have slept, and back again as far as it was right before.
 */
export function createClock({ wall, monotonic }: Timers): Clock {
  let offset: number | undefined;
  const begun = wall() - monotonic();
  const own = (): number => Math.max(wall(), monotonic() + begun);
  const time = (): number => (offset === undefined ? own() : monotonic() + offset);
  return {
    now: () => new Date(time()),
    follow: async (ask) => {
      const asked = monotonic();
      const told = (await ask())?.getTime();
      if (told === undefined) return;
      const most = told - asked;
      const least = told - monotonic();
      offset = offset === undefined ? (least + most) / 2 : Math.min(most, Math.max(least, offset));
    },
    ahead: () => wall() - time(),
  };
}
