/**
 * Durations: weeks, days of 24 hours, hours, minutes and whole seconds, as ISO 8601 (`P30D`, `PT12H`, `P1DT12H`) or short
 * (`30d`, `12h`, `1d12h`). Months and years are refused: they have no fixed length.
 */

const UNITS = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const SHORT = /^(?=.)(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const ISO = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** A century: past it a duration is a mistake, and instants would leave four-digit years. */
const MAX_SECONDS = 100 * 366 * UNITS.d;

/** Seconds, or undefined when the text is no duration of a century at most. */
export function parseDuration(text: string): number | undefined {
  const match = SHORT.exec(text) ?? ISO.exec(text);
  if (!match) return undefined;
  const seconds = Object.values(UNITS).reduce(
    (sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit,
    0,
  );
  return seconds <= MAX_SECONDS ? seconds : undefined;
}

/** ISO 8601 of a whole number of seconds: days, hours, minutes, seconds; `PT0S` for none. */
export function formatDuration(seconds: number): string {
  const days = Math.floor(seconds / UNITS.d);
  const rest = seconds % UNITS.d;
  const time = [
    [Math.floor(rest / UNITS.h), "H"],
    [Math.floor((rest % UNITS.h) / UNITS.m), "M"],
    [rest % UNITS.m, "S"],
  ] as const;
  const date = days > 0 ? `${String(days)}D` : "";
  const clock = time.map(([count, letter]) => (count > 0 ? `${String(count)}${letter}` : "")).join("");
  if (date === "" && clock === "") return "PT0S";
  return `P${date}${clock === "" ? "" : `T${clock}`}`;
}

/** RFC 3339 instant in UTC with milliseconds, the one spelling that is stored and returned; undefined when it is none. */
export function parseInstant(text: string): string | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):\d{2}:\d{2})(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (!match) return undefined;
  const time = Date.parse(text.toUpperCase());
  if (Number.isNaN(time)) return undefined;
  // Date.parse rolls 30 February over; a date that does not exist is a mistake to report.
  const day = new Date(`${match[1] ?? ""}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(match[1] ?? " ")) return undefined;
  const instant = new Date(time).toISOString();
  return instant.length === 24 ? instant : undefined;
}
