import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration, parseInstant } from "../../../server/contract/duration.ts";
import { duration, durationOrZero, instant } from "../../../server/contract/text.ts";

const DAY = 86_400;

test.each([
  ["30d", 30 * DAY],
  ["P30D", 30 * DAY],
  ["12h", 43_200],
  ["PT12H", 43_200],
  ["1d12h", 129_600],
  ["P1DT12H", 129_600],
  ["2w", 14 * DAY],
  ["P2W", 14 * DAY],
  ["1w2d3h4m5s", 788_645],
  ["PT90M", 5_400],
  ["90s", 90],
  ["007s", 7],
  ["0s", 0],
  ["PT0S", 0],
])("%s is %d seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each([
  "",
  "P",
  "PT",
  "P1DT",
  "1",
  "d",
  "1 d",
  " 1d",
  "1d ",
  "1d\n",
  "-1d",
  "+1d",
  "1.5h",
  "PT1.5H",
  "1,5h",
  "1y",
  "P1Y",
  "P1M",
  "1mo",
  "1M",
  "1D",
  "p1d",
  "Pt1h",
  "P1H",
  "PT1D",
  "1h1d",
  "1h1h",
  "PT1S1M",
  "P1D12H",
  "1ms",
  "٣d",
  "36601d",
  `${"9".repeat(400)}s`,
  "1e3s",
  "0x10s",
  "Infinity",
])("`%s` is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

const seconds = fc.integer({ min: 0, max: 36_600 * DAY });

test("what is formatted parses to the same", () => {
  fc.assert(
    fc.property(seconds, (count) => {
      expect(parseDuration(formatDuration(count))).toBe(count);
    }),
    { numRuns: 5000 },
  );
});

test("short and ISO forms mean the same, and are written in one way", () => {
  const part = fc.nat(99);
  fc.assert(
    fc.property(part, part, part, (d, h, m) => {
      const short = duration.safeParse(`${String(d)}d${String(h)}h${String(m)}m`);
      const iso = duration.safeParse(`P${String(d)}DT${String(h)}H${String(m)}M`);
      expect(short.data).toBe(iso.data);
      expect(short.success).toBe(d + h + m > 0);
      expect(short.data === undefined || duration.parse(short.data) === short.data).toBe(true);
    }),
  );
});

test("a duration is more than nothing; a grace may be nothing", () => {
  for (const text of ["0s", "PT0S", "0d0h"]) {
    expect(duration.safeParse(text).success).toBe(false);
    expect(durationOrZero.parse(text)).toBe("PT0S");
  }
});

test.each([
  ["2030-01-31T12:00:00Z", "2030-01-31T12:00:00.000Z"],
  ["2030-01-31t12:00:00z", "2030-01-31T12:00:00.000Z"],
  ["2030-01-31T12:00:00+02:00", "2030-01-31T10:00:00.000Z"],
  ["2030-01-01T00:30:00+01:00", "2029-12-31T23:30:00.000Z"],
  ["2030-12-31T23:30:00-01:00", "2031-01-01T00:30:00.000Z"],
  ["2030-01-31T12:00:00-00:00", "2030-01-31T12:00:00.000Z"],
  ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["2000-02-29T23:59:59.999999999Z", "2000-02-29T23:59:59.999Z"],
  ["2030-01-31T12:00:00.1Z", "2030-01-31T12:00:00.100Z"],
])("%s is the instant %s", (text, stored) => {
  expect(parseInstant(text)).toBe(stored);
  expect(instant.parse(text)).toBe(stored);
});

test.each([
  "",
  "2030-01-31",
  "2030-01-31T12:00Z",
  "2030-01-31T12:00:00",
  "2030-01-31 12:00:00Z",
  "2030-1-31T12:00:00Z",
  "2030-02-30T00:00:00Z",
  "2029-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2030-04-31T00:00:00Z",
  "2030-00-01T00:00:00Z",
  "2030-13-01T00:00:00Z",
  "2030-01-00T00:00:00Z",
  "2030-01-31T24:00:00Z",
  "2030-01-31T25:00:00Z",
  "2030-01-31T12:60:00Z",
  "2030-01-31T12:00:60Z",
  "2030-01-31T12:00:00+24:00",
  "2030-01-31T12:00:00+02:60",
  "2030-01-31T12:00:00+0200",
  "2030-01-31T12:00:00,5Z",
  "2030-01-31T12:00:00.Z",
  "2030-01-31T12:00:00.1234567890Z",
  "+012030-01-31T12:00:00Z",
  "9999-12-31T23:59:59-01:00",
  "0000-01-01T00:00:00+01:00",
  "2030-01-31T12:00:00Z\n",
  "1893456000",
])("`%s` is no instant", (text) => {
  expect(parseInstant(text)).toBeUndefined();
  expect(instant.safeParse(text).success).toBe(false);
});

test("every instant of a clock comes back as it is", () => {
  const date = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9998-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (at) => {
      expect(parseInstant(at.toISOString())).toBe(at.toISOString());
    }),
    { numRuns: 2000 },
  );
});
