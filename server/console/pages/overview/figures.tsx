import { lazy, type ReactNode } from "react";
import type { Reply } from "../../../contract/operations.ts";
import { Figure } from "../../parts/figure.tsx";

const DayChart = lazy(async () => ({ default: (await import("./day-chart.tsx")).DayChart }));

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEKS = 12;

/** Uses and denials of each day. */
export function UseFigure({ statistics }: { readonly statistics: Reply<"token.statistics"> }): ReactNode {
  const { days } = statistics;
  return (
    <Figure
      title="Use of tokens"
      about="Authorized and refused requests a day (UTC), of the projects whose tokens you may read."
      columns={["Day", "Uses", "Denials"]}
      rows={days.toReversed().map(({ day, uses, denials }) => [day, uses, denials])}
    >
      <DayChart
        data={days.map(({ day, ...counts }) => ({ day: day.slice(5), ...counts }))}
        dataKey="day"
        series={[
          { name: "uses", label: "Uses", color: "steel.6" },
          { name: "denials", label: "Denials", color: "red.7" },
        ]}
      />
    </Figure>
  );
}

/** How many tokens end in each of the weeks to come. */
export function ExpiryFigure({
  ends,
  isPart,
  now,
}: {
  /** Instants, none of them past. */
  readonly ends: readonly string[];
  /** Whether there are more than those. */
  readonly isPart: boolean;
  readonly now: Date;
}): ReactNode {
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const start = now.getTime() + index * 7 * DAY_MS;
    const inside = ends.filter((end) => {
      const at = Date.parse(end);
      return at >= start && at < start + 7 * DAY_MS;
    });
    return { week: new Date(start).toISOString().slice(0, 10), tokens: inside.length };
  });
  return (
    <Figure
      title="When tokens expire"
      about={`Tokens by the week they end in, for the next ${String(WEEKS)} weeks.${isPart ? " Only the 200 that end first are counted." : ""}`}
      columns={["Week from", "Tokens"]}
      rows={weeks.map(({ week, tokens }) => [week, tokens])}
    >
      <DayChart
        data={weeks.map(({ week, tokens }) => ({ week: week.slice(5), tokens }))}
        dataKey="week"
        series={[{ name: "tokens", label: "Tokens", color: "orange.7" }]}
      />
    </Figure>
  );
}
