import { useMemo } from "react";
import type { Forecast, ProblemAnswer } from "../../api/forecast.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Panel } from "../../ui/panel.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { modelText } from "./change-text.ts";
import { percentText } from "./forecast-words.ts";
import { PhasesTable } from "./phases-table.tsx";
import { Tornado } from "./tornado.tsx";

type Props = {
  readonly forecast: Forecast;
  readonly answer: ProblemAnswer;
  /** Tries one more of a resource. */
  readonly onTry: (resource: string) => void;
};

function Bottlenecks({ forecast, onTry }: Pick<Props, "forecast" | "onTry">) {
  if (forecast.bottlenecks.length === 0)
    return (
      <p className="panel-body hf-dim">
        One more of anything would gain nothing: what takes the time is the steps themselves and their order.
      </p>
    );
  return (
    <div className="forecast-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">One more of</th>
            <th scope="col" data-align="end">
              off the plan
            </th>
            <th scope="col" data-align="end">
              off P50
            </th>
            <th scope="col" data-align="end">
              off P95
            </th>
            <th scope="col">
              <span className="hf-hidden">Try it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {forecast.bottlenecks.map(({ resource, secondsGained, p50Gained, p95Gained }) => (
            <tr key={resource}>
              <th scope="row">
                <RefLink to={resource} />
              </th>
              <td data-align="end">{formatDuration(secondsGained)}</td>
              <td data-align="end">{formatDuration(p50Gained)}</td>
              <td data-align="end">{formatDuration(p95Gained)}</td>
              <td className="what-if-actions">
                <button type="button" onClick={() => onTry(resource)}>
                  Try it
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type StepRow = {
  readonly step: string;
  readonly title: string;
  readonly phase: string;
  readonly share: number;
  readonly duration: string;
  readonly measured: string;
};

function stepRows({ forecast, answer }: Pick<Props, "forecast" | "answer">): readonly StepRow[] {
  const shares = new Map(forecast.critical.map(({ step, share }) => [step, share]));
  const labels = new Map(answer.labels.map((label) => [label.step, label]));
  const runs = new Map(answer.measured.map((one) => [one.step, one]));
  return answer.problem.steps
    .map(({ id, duration }) => {
      const measured = runs.get(id);
      return {
        step: id,
        title: labels.get(id)?.title ?? id,
        phase: labels.get(id)?.phase ?? "",
        share: shares.get(id) ?? 0,
        duration: modelText(duration),
        measured: measured === undefined ? "" : `${measured.runs} runs${measured.isUsed ? "" : ", too few"}`,
      };
    })
    .toSorted((one, other) => other.share - one.share);
}

const stepColumns: readonly DataColumn<StepRow>[] = [
  {
    id: "step",
    head: "Step",
    text: ({ title, step }) => (title === step ? step : `${title} (${step})`),
    cell: ({ title, step }) => <bdi title={step}>{title}</bdi>,
    width: "34%",
  },
  {
    id: "share",
    head: "Everything waited for it",
    text: ({ share }) => percentText(share),
    cell: ({ share }) => (
      <>
        {percentText(share)}
        <span className="forecast-bar" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      </>
    ),
    sortBy: ({ share }) => share,
  },
  { id: "duration", head: "Takes", text: ({ duration }) => duration },
  { id: "phase", head: "Phase", text: ({ phase }) => phase, hideBelow: 768 },
  { id: "measured", head: "Measured", text: ({ measured }) => measured, hideBelow: 1100 },
];

/** What takes the time, and what would win some. */
export function StepsPanel({ forecast, answer, onTry }: Props) {
  const rows = useMemo(() => stepRows({ forecast, answer }), [forecast, answer]);
  const titles = useMemo(() => new Map(answer.labels.map(({ step, title }) => [step, title])), [answer]);
  return (
    <>
      <Panel title="What one more would gain">
        <Bottlenecks forecast={forecast} onTry={onTry} />
      </Panel>
      <Panel title="The whole, when one step alone goes well or badly">
        <Tornado bars={forecast.tornado} titles={titles} />
      </Panel>
      <Panel title="Where the time goes until the service is back">
        <PhasesTable phases={forecast.phases} outage={forecast.outage} />
      </Panel>
      <Panel title="Steps everything waited for">
        <DataTable label="Steps" rows={rows} columns={stepColumns} rowKey={({ step }) => step} search />
      </Panel>
    </>
  );
}
