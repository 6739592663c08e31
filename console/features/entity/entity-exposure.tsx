import { useCallback, useMemo } from "react";
import type { Entity } from "../../api/entities.ts";
import { Chart } from "../../ui/chart.tsx";
import type { ChartColours } from "../../ui/chart-colours.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatCoarse, formatDuration } from "../../ui/format-duration.ts";
import { Panel } from "../../ui/panel.tsx";
import { type CurvePoint, curvePoints, objectivesOf } from "./exposure-curve.ts";
import { moneyText } from "./money.ts";
import "./entity.css";

function optionOf(points: readonly CurvePoint[], spec: Entity["spec"], colours: ChartColours) {
  const currencies = [...new Set(points.flatMap(({ losses }) => losses.map(({ currency }) => currency)))];
  const marks = objectivesOf(spec).map(({ name, seconds }) => ({
    xAxis: seconds,
    lineStyle: { color: name === "MTD" ? colours.failed : colours.text, type: "solid", width: 1 },
    label: { formatter: `${name} ${formatDuration(seconds)}`, color: colours.text, fontSize: 11 },
  }));
  return {
    grid: { left: 70, right: 30, top: 26, bottom: 30 },
    xAxis: {
      type: "value",
      min: 0,
      max: points.at(-1)?.seconds ?? 0,
      splitLine: { show: false },
      axisLabel: { color: colours.dim, hideOverlap: true, formatter: formatCoarse },
    },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: {
        color: colours.dim,
        formatter: (amount: number) => moneyText([{ currency: "", amount, isAtLeast: false }]).trim(),
      },
    },
    series: currencies.map((currency, index) => {
      const colour = index === 0 ? colours.main : colours.second;
      return {
        type: "line",
        name: currency,
        symbolSize: 6,
        lineStyle: { color: colour, width: 2 },
        itemStyle: { color: colour },
        areaStyle: { color: colour, opacity: 0.15 },
        endLabel: { show: true, formatter: currency, color: colours.text },
        data: [
          [0, 0],
          ...points.map(({ seconds, losses }) => [
            seconds,
            losses.find((loss) => loss.currency === currency)?.amount ?? 0,
          ]),
        ],
        ...(index === 0 ? { markLine: { symbol: "none", silent: true, data: marks } } : {}),
      };
    }),
  };
}

function CurveTable({ points }: { readonly points: readonly CurvePoint[] }) {
  return (
    <table className="entity-table">
      <thead>
        <tr>
          <th scope="col">After</th>
          <th scope="col">Lost in all</th>
          <th scope="col">Objective</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ seconds, words, losses }) => (
          <tr key={seconds}>
            <td data-head="After">{formatDuration(seconds)}</td>
            <td data-head="Lost">{moneyText(losses)}</td>
            <td data-head="Objective">{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What an outage of a function costs the longer it lasts, with what was promised and what is tolerable on the way. */
export function EntityExposure({ spec }: Pick<Entity, "spec">) {
  const points = useMemo(() => curvePoints(spec), [spec]);
  const option = useCallback((colours: ChartColours) => optionOf(points, spec, colours), [points, spec]);
  const hasCurve = points.some(({ losses }) => losses.length > 0);
  const atMtd = points.find(({ words }) => words.includes("MTD"));
  return (
    <Panel title="What an outage costs">
      {hasCurve ? (
        <div className="panel-body hf-stack">
          {atMtd === undefined ? null : (
            <p>
              <strong>{moneyText(atMtd.losses)}</strong> by the end of the tolerable outage of{" "}
              {formatDuration(atMtd.seconds)}.
            </p>
          )}
          <Chart
            label="Loss by the length of the outage"
            height={220}
            option={option}
            summary={<CurveTable points={points} />}
          />
        </div>
      ) : (
        <EmptyState title="Nobody has said what an outage costs">
          <p>
            Under <code>exposure</code> its document says what is lost once it has lasted so long:{" "}
            <code>{"{ after: PT1H, amount: 10000, currency: EUR }"}</code>. Home then orders services by it.
          </p>
        </EmptyState>
      )}
    </Panel>
  );
}
