import { parseDuration } from "../../contract/duration.ts";

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "30 days", "12 hours"; what is no whole number of one unit, as it is written. */
export function inWords(duration: string): string {
  const seconds = parseDuration(duration) ?? 0;
  const found = units.find(([, size]) => seconds > 0 && seconds % size === 0);
  if (!found) return duration;
  const [unit, size] = found;
  const count = seconds / size;
  return `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;
}
