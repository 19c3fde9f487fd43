import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Plot } from "./figure.ts";

use([BarChart, LineChart, GridComponent, TitleComponent, SVGRenderer]);

const WIDTH = 760;
const BAR = 34;
/** What one of a name takes in width, about. */
const LETTER = 7;

/** A picture as SVG, readable on light and on dark pages alike. */
export function drawPlot(plot: Plot): string {
  const isLine = plot.kind === "line";
  const height = isLine ? 340 : 110 + BAR * plot.values.length;
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  const longest = Math.max(...plot.values.map(([name]) => name.length)) + 2;
  const ink = "#7a8594";
  const axis = { axisLabel: { color: ink }, nameTextStyle: { color: ink } };
  // Bars are read from the top.
  const values = isLine ? plot.values : plot.values.toReversed();
  const names = { ...axis, type: "category" as const, data: values.map(([name]) => name) };
  const amounts = {
    ...axis,
    type: plot.isLogarithmic === true ? ("log" as const) : ("value" as const),
    name: plot.unit,
    nameLocation: "middle" as const,
    nameGap: isLine ? 60 : 30,
    splitLine: { lineStyle: { color: ink, opacity: 0.25 } },
  };
  chart.setOption({
    animation: false,
    title: { text: plot.title, textStyle: { color: ink, fontSize: 15 } },
    grid: { left: isLine ? 80 : LETTER * longest, right: 90, top: 44, bottom: 44 },
    ...(isLine ? { xAxis: names, yAxis: { ...amounts, min: 0 } } : { xAxis: amounts, yAxis: names }),
    series: [
      {
        type: isLine ? "line" : "bar",
        data: values.map(([, value]) => value),
        itemStyle: { color: "#12877f" },
        label: {
          show: true,
          position: isLine ? "top" : "right",
          color: ink,
          formatter: ({ value }: { value: unknown }) =>
            Number(value).toLocaleString("en", { maximumSignificantDigits: 3 }),
        },
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
