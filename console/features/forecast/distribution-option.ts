import type { EChartsCoreOption } from "echarts/core";
import type { ChartColours } from "../../ui/chart-colours.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { percentText } from "./forecast-words.ts";
import { tickSeconds } from "./gantt-layout.ts";
import type { Told } from "./outlook.tsx";
import { shareBy } from "./share-by.ts";

export type Shown = {
  readonly base: Told | null;
  readonly changed: Told | null;
  readonly rtoSeconds: number | null;
};

/** An objective that lies so many times beyond everything else would leave the picture empty. */
const farAway = 3;

/** Whether the objective is drawn: null where there is none or it lies far beyond. */
export function nearRto({ base, changed, rtoSeconds }: Shown): number | null {
  const longest = Math.max(base?.curve[100] ?? 0, changed?.curve[100] ?? 0);
  return rtoSeconds !== null && rtoSeconds <= longest * farAway ? rtoSeconds : null;
}

/** How often, per second of width: stretches of different width are then compared by their areas. */
function outlineOf({ histogram, trials }: Told): readonly (readonly [number, number])[] {
  const { fromSeconds, toSeconds, counts } = histogram;
  const width = (toSeconds - fromSeconds) / counts.length;
  const alone = [0, 1, 0].map((height) => [fromSeconds, height] as const);
  if (width === 0) return alone;
  const tops = counts.map((count, at) => [fromSeconds + at * width, count / trials / width] as const);
  return [...tops, [toSeconds, 0]];
}

function seriesOf(name: string, told: Told, colour: string, isQuiet: boolean) {
  const line = { color: colour, width: isQuiet ? 1.5 : 2, type: isQuiet ? "dashed" : "solid" };
  const common = { type: "line", name, showSymbol: false, lineStyle: line, itemStyle: { color: colour } };
  const area = { color: colour, opacity: isQuiet ? 0.08 : 0.22 };
  return [
    { ...common, step: "end", data: outlineOf(told), areaStyle: area },
    {
      ...common,
      xAxisIndex: 1,
      yAxisIndex: 1,
      data: told.curve.map((seconds, percent) => [seconds, percent]),
    },
  ];
}

/** `level` lifts the words above those of the neighbours. */
function markAt(at: number, words: string, colour: string, level: number) {
  return {
    xAxis: at,
    lineStyle: { color: colour, type: "solid", width: 1 },
    label: {
      show: words !== "",
      formatter: words,
      color: colour,
      position: "end",
      distance: 3 + 13 * level,
      fontSize: 11,
    },
  };
}

/** The quantiles and the objective as lines; in the lower picture the objective alone, without its words. */
function marksOf(shown: Shown, told: Told, colours: ChartColours) {
  const rto = nearRto(shown);
  const { p50, p90, p95 } = told.backSeconds;
  const quantiles = [
    markAt(p50, "P50", colours.text, 0),
    markAt(p90, "P90", colours.text, 0),
    markAt(p95, "P95", colours.text, 1),
  ];
  const above = rto === null ? [] : [markAt(rto, `RTO ${formatDuration(rto)}`, colours.failed, 2)];
  const below = rto === null ? [] : [markAt(rto, "", colours.failed, 0)];
  const lines = (data: readonly object[]) => ({ markLine: { symbol: "none", silent: true, data } });
  return [lines([...quantiles, ...above]), lines(below)];
}

function axesOf(shown: Shown, colours: ChartColours) {
  const told = [shown.base, shown.changed].filter((one) => one !== null);
  const rto = nearRto(shown);
  const longest = Math.max(...told.map(({ curve }) => curve[100] ?? 0), rto === null ? 0 : rto * 1.04);
  const shortest = Math.min(...told.map(({ curve }) => curve[0] ?? 0), rto ?? Number.POSITIVE_INFINITY);
  const interval = tickSeconds(longest - shortest, 5);
  const time = {
    type: "value",
    min: Math.floor(shortest / interval) * interval,
    max: longest,
    interval,
    splitLine: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
  };
  const words = { color: colours.dim, hideOverlap: true, showMaxLabel: false, formatter: formatDuration };
  const often = {
    name: "how often",
    nameLocation: "middle",
    nameGap: 34,
    nameTextStyle: { color: colours.dim },
  };
  return {
    xAxis: [
      { ...time, gridIndex: 0, axisLabel: { show: false } },
      { ...time, gridIndex: 1, axisLabel: words },
    ],
    yAxis: [
      {
        ...often,
        gridIndex: 0,
        type: "value",
        axisLabel: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
      },
      {
        gridIndex: 1,
        type: "value",
        min: 0,
        max: 100,
        axisLabel: { color: colours.dim, formatter: "{value} %" },
        splitLine: { lineStyle: { color: colours.line } },
      },
    ],
  };
}

/** Only numbers and our own words: nothing from a document gets into the markup of a tooltip. */
function tooltipText(points: unknown, { base, changed }: Shown): string {
  const [point] = points as readonly { readonly axisValue: number }[];
  const seconds = point?.axisValue ?? 0;
  const line = (name: string, told: Told | null) =>
    told === null ? [] : [`${name}: back with ${percentText(shareBy(told, seconds))}`];
  const lines = [...line("As changed", changed), ...line("As it is", base)];
  return [`within ${formatDuration(seconds)}`, ...lines].join("<br>");
}

/** Above how often each time occurs, below how many are back by then; on one time axis. */
export function distributionOption(shown: Shown, colours: ChartColours): EChartsCoreOption {
  const { base, changed } = shown;
  const told = changed ?? base;
  if (told === null) return {};
  const baseColour = changed === null ? colours.main : colours.dim;
  const drawn = [
    ...(changed === null ? [] : seriesOf("As changed", changed, colours.main, false)),
    ...(base === null ? [] : seriesOf("As it is", base, baseColour, changed !== null)),
  ];
  const marks = marksOf(shown, told, colours);
  return {
    legend: { show: changed !== null, bottom: 0, right: 8, textStyle: { color: colours.text } },
    tooltip: {
      trigger: "axis",
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text },
      formatter: (points: unknown) => tooltipText(points, shown),
    },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    grid: [
      { left: 52, right: 24, top: 44, height: 140 },
      { left: 52, right: 24, top: 208, bottom: changed === null ? 26 : 52 },
    ],
    ...axesOf(shown, colours),
    series: drawn.map((series, at) => ({ ...series, ...marks[at] })),
  };
}
