const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Up to how many seconds, in which unit, and which smaller one is said besides. */
const steps: readonly { readonly below: number; readonly unit: Unit; readonly rest?: Unit }[] = [
  { below: 2 * MINUTE, unit: "s" },
  { below: 10 * MINUTE, unit: "m", rest: "s" },
  { below: 3 * HOUR, unit: "m" },
  { below: 8 * HOUR, unit: "h", rest: "m" },
  { below: 2 * DAY, unit: "h" },
  { below: 8 * DAY, unit: "d", rest: "h" },
  { below: 2 * YEAR, unit: "d" },
  { below: 8 * YEAR, unit: "y", rest: "d" },
  { below: Number.POSITIVE_INFINITY, unit: "y" },
];

const sizes = { s: 1, m: MINUTE, h: HOUR, d: DAY, y: YEAR } as const;
type Unit = keyof typeof sizes;

/** A length of time as `kubectl` shows ages (`duration.HumanDuration` of k8s.io/apimachinery): `90s`, `5m`, `2d3h`. */
export function shortDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const { unit, rest } = steps.find(({ below }) => whole < below) ?? { unit: "y" };
  const count = Math.floor(whole / sizes[unit]);
  const left = rest === undefined ? 0 : Math.floor((whole % sizes[unit]) / sizes[rest]);
  return `${String(count)}${unit}${rest !== undefined && left > 0 ? `${String(left)}${rest}` : ""}`;
}

/** How long ago an instant was; of one that is to come, how long it is until then. */
export function age(instant: string, now: Date): string {
  return shortDuration(Math.abs(now.getTime() - Date.parse(instant)) / 1000);
}
