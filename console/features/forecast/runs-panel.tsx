import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { calibrate } from "#core/analysis/forecast/calibration.ts";
import type { Forecast, RecordedRun } from "../../api/forecast.ts";
import { paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { fullInstant, Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { percentText } from "./forecast-words.ts";
import { shareBy } from "./share-by.ts";

type Props = { readonly runs: readonly RecordedRun[]; readonly forecast: Forecast };

const columnsOf = ({ curve, rtoSeconds }: Forecast): readonly DataColumn<RecordedRun>[] => [
  {
    id: "run",
    head: "Run",
    text: ({ run }) => run,
    cell: ({ run, finishedAt }) => (
      <Link to={paths.run} params={{ id: run }}>
        <Instant at={finishedAt} />
      </Link>
    ),
    sortBy: ({ finishedAt }) => finishedAt,
  },
  { id: "at", head: "Finished", text: ({ finishedAt }) => fullInstant(finishedAt), hideBelow: 1100 },
  {
    id: "back",
    head: "Back after",
    text: ({ backSeconds }) => (backSeconds === null ? "not seen from outside" : formatDuration(backSeconds)),
    sortBy: ({ backSeconds }) => backSeconds,
    align: "end",
  },
  {
    id: "place",
    head: "The forecast gave that",
    text: ({ backSeconds }) => (backSeconds === null ? "" : percentText(shareBy({ curve }, backSeconds))),
    sortBy: ({ backSeconds }) => (backSeconds === null ? null : shareBy({ curve }, backSeconds)),
    align: "end",
  },
  {
    id: "rto",
    head: "RTO",
    text: ({ backSeconds }) =>
      backSeconds === null || rtoSeconds === null ? "" : backSeconds <= rtoSeconds ? "met" : "missed",
    cell: ({ backSeconds }) =>
      backSeconds === null || rtoSeconds === null ? null : backSeconds <= rtoSeconds ? (
        <StatusMark kind="ok" word="met" />
      ) : (
        <StatusMark kind="failed" word="missed" />
      ),
  },
];

const verdicts = {
  hopeful: ["warning", "too hopeful: runs take longer than forecast"],
  gloomy: ["warning", "too gloomy: runs are faster than forecast"],
  "not-contradicted": ["ok", "the runs do not contradict it"],
} as const;

function Calibration({ runs, forecast }: Props) {
  const found = useMemo(() => {
    const forecastSeconds = Float64Array.from(forecast.curve);
    const measured = runs.flatMap(({ backSeconds }) => (backSeconds === null ? [] : [backSeconds]));
    return calibrate(measured.map((measuredSeconds) => ({ measuredSeconds, forecastSeconds })));
  }, [runs, forecast]);
  return (
    <div className="forecast-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Should stay within</th>
            <th scope="col">did</th>
            <th scope="col">share, with its 95 % interval</th>
            <th scope="col">what that says of the forecast</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map(({ quantile, within, runs: count, share, low, high, verdict }) => {
            const [kind, word] = verdicts[verdict];
            return (
              <tr key={quantile}>
                <th scope="row">
                  P{quantile * 100}: {percentText(quantile)}
                </th>
                <td>
                  {within} of {count}
                </td>
                <td>
                  {share === null || low === null || high === null
                    ? "none measured"
                    : `${percentText(share)} (${percentText(low)} to ${percentText(high)})`}
                </td>
                <td>{count === 0 ? "nothing yet" : <StatusMark kind={kind} word={word} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the forecast has come true: what live runs measured, against what it says now. */
export function RunsPanel({ runs, forecast }: Props) {
  const columns = useMemo(() => columnsOf(forecast), [forecast]);
  if (runs.length === 0)
    return (
      <Panel title="Measured">
        <EmptyState
          title="No live run of this runbook has brought its service back yet."
          action={<Link to={paths.home}>Start a run</Link>}
        >
          All times above are estimates. A live run measures how long users were without the service; from
          five runs on, the times that steps took replace their estimates.
        </EmptyState>
      </Panel>
    );
  return (
    <>
      <Panel title="Forecast against runs">
        <Calibration runs={runs} forecast={forecast} />
        <p className="forecast-note">
          This is the forecast of today, which from five runs on has learnt from some of these runs; of few
          runs the intervals are wide, and nothing can be said against a forecast for a long time.
        </p>
      </Panel>
      <Panel title="Live runs">
        <DataTable label="Live runs" rows={runs} columns={columns} rowKey={({ run }) => run} />
      </Panel>
    </>
  );
}
