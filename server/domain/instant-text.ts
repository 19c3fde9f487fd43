let last = { time: 0, text: "1970-01-01T00:00:00.000Z" };

/**
 * An instant as RFC 3339 has it.
 * @param time milliseconds since 1970; asked with each request, of which many come in one millisecond
 */
export function instantText(time: number): string {
  if (time !== last.time) last = { time, text: new Date(time).toISOString() };
  return last.text;
}
