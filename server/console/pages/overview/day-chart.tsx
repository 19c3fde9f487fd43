import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import type { ReactNode } from "react";

interface Series {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

/** Bars of whole numbers, one group a day or week. */
export function DayChart({
  data,
  dataKey,
  series,
}: {
  readonly data: readonly Readonly<Record<string, string | number>>[];
  readonly dataKey: string;
  readonly series: readonly Series[];
}): ReactNode {
  return (
    <BarChart
      h={180}
      data={data.map((row) => ({ ...row }))}
      dataKey={dataKey}
      series={series.map((one) => ({ ...one }))}
      type="stacked"
      withLegend={series.length > 1}
      gridAxis="x"
      tickLine="none"
      yAxisProps={{ allowDecimals: false, width: 40 }}
      xAxisProps={{ minTickGap: 24 }}
      barProps={{ isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false, margin: { top: 8, right: 5, bottom: 5, left: 0 } }}
    />
  );
}
