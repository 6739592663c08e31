import { useMemo } from "react";
import type { Forecast } from "../../api/forecast.ts";
import { Chart } from "../../ui/chart.tsx";
import type { ChartColours } from "../../ui/chart-colours.ts";
import { formatDuration } from "../../ui/format-duration.ts";

type Bar = Forecast["tornado"][number];

type Props = { readonly bars: readonly Bar[]; readonly titles: ReadonlyMap<string, string> };

const drawnMax = 15;

/** What ECharts gives a custom series to draw with. */
type Drawing = {
  value(at: number): number;
  coord(point: number[]): number[];
  size(of: number[]): number[];
};

/** A bar from the good to the bad tenth. */
function drawBar(api: Drawing, colour: string | undefined) {
  const [from = 0, y = 0] = api.coord([Math.min(api.value(0), api.value(1)), api.value(2)]);
  const [to = 0] = api.coord([Math.max(api.value(0), api.value(1)), api.value(2)]);
  const height = Math.min(18, (api.size([0, 1])[1] ?? 20) * 0.6);
  const shape = { x: from, y: y - height / 2, width: Math.max(1, to - from), height };
  return { type: "rect", shape, style: { fill: colour } };
}

function optionOf({ bars, titles }: Props, colours: ChartColours) {
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 28, containLabel: true },
    xAxis: {
      type: "value",
      scale: true,
      axisLabel: { color: colours.dim, formatter: formatDuration, hideOverlap: true },
      splitLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "category",
      data: bars.map(({ step }) => titles.get(step) ?? step),
      axisLabel: { color: colours.text, width: 220, overflow: "truncate" },
      axisLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        type: "custom",
        data: bars.map(({ lowSeconds, highSeconds }, at) => [lowSeconds, highSeconds, at]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_: unknown, api: Drawing) => drawBar(api, colours.scale[3]),
      },
    ],
  };
}

function Twin({ bars, titles }: Props) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">goes well (P10)</th>
          <th scope="col">goes badly (P90)</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ step, lowSeconds, highSeconds }) => (
          <tr key={step}>
            <th scope="row">
              <bdi>{titles.get(step) ?? step}</bdi>
            </th>
            <td>{formatDuration(lowSeconds)}</td>
            <td>{formatDuration(highSeconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How far the whole moves when one step alone goes well or badly; the widest on top. */
export function Tornado({ bars, titles }: Props) {
  const drawn = useMemo(() => bars.slice(0, drawnMax).toReversed(), [bars]);
  const option = useMemo(
    () => (colours: ChartColours) => optionOf({ bars: drawn, titles }, colours),
    [drawn, titles],
  );
  if (bars.length === 0)
    return (
      <p className="panel-body hf-dim">No single step moves the whole between its good and its bad tenth.</p>
    );
  return (
    <div className="panel-body">
      <Chart
        label="How much each step alone moves the whole"
        option={option}
        height={50 + drawn.length * 26}
        summary={<Twin bars={bars} titles={titles} />}
      />
    </div>
  );
}
