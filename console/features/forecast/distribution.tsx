import { useMemo } from "react";
import { Chart } from "../../ui/chart.tsx";
import type { ChartColours } from "../../ui/chart-colours.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { distributionOption, nearRto, type Shown } from "./distribution-option.ts";

const toldPercents = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;

function Twin({ base, changed }: Shown) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Share of the recoveries that are back</th>
          {base === null ? null : <th scope="col">As it is, within</th>}
          {changed === null ? null : <th scope="col">As changed, within</th>}
        </tr>
      </thead>
      <tbody>
        {toldPercents.map((percent) => (
          <tr key={percent}>
            <th scope="row">{percent} %</th>
            {base === null ? null : <td>{formatDuration(base.curve[percent] ?? 0)}</td>}
            {changed === null ? null : <td>{formatDuration(changed.curve[percent] ?? 0)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How likely each time is, against the objective. */
export function Distribution({ base, changed, rtoSeconds }: Shown) {
  const shown = useMemo(() => ({ base, changed, rtoSeconds }), [base, changed, rtoSeconds]);
  const option = useMemo(() => (colours: ChartColours) => distributionOption(shown, colours), [shown]);
  return (
    <>
      <Chart
        label="Distribution of the time until the service is back"
        option={option}
        height={390}
        summary={<Twin {...shown} />}
      />
      {rtoSeconds !== null && nearRto(shown) === null ? (
        <p className="hf-dim">
          The RTO of {formatDuration(rtoSeconds)} lies far beyond the right edge: no trial came near it.
        </p>
      ) : null}
    </>
  );
}
