import type { Forecast, ProblemAnswer } from "../../api/forecast.ts";
import { Panel } from "../../ui/panel.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Distribution } from "./distribution.tsx";
import { useRecordedRuns } from "./forecast-queries.ts";
import type { ForecastTab } from "./forecast-search.ts";
import type { Told } from "./outlook.tsx";
import { RunsPanel } from "./runs-panel.tsx";
import { ScheduleTab } from "./schedule-tab.tsx";
import { StepsPanel } from "./steps-panel.tsx";
import type { ForecastPageState } from "./use-forecast-page.ts";

const tabs = [
  { id: "distribution", label: "How long" },
  { id: "steps", label: "What matters" },
  { id: "schedule", label: "Who does what when" },
  { id: "runs", label: "Measured" },
] as const satisfies readonly { readonly id: ForecastTab; readonly label: string }[];

type Props = {
  readonly page: ForecastPageState;
  readonly answer: ProblemAnswer;
  readonly base: Told | null;
  readonly forecast: Forecast | null;
};

/** Adds one of a resource to what is tried. */
function withOneMore({ changes, problem }: ForecastPageState, resource: string): void {
  const there = problem.data?.problem.resources.find(({ id }) => id === resource)?.capacity ?? 0;
  const { capacity } = changes.now;
  const next = (capacity[resource] ?? there) + 1;
  changes.set({ ...changes.now, capacity: { ...capacity, [resource]: next } });
}

/** The views of a forecast, one at a time. */
export function ForecastViews({ page, answer, base, forecast }: Props) {
  const { search, moves, view, settled, exact } = page;
  const runs = useRecordedRuns();
  const tab = search.tab ?? "distribution";
  const detail = (settled === null ? null : exact.data?.forecast) ?? forecast;
  const own = runs.data?.filter((run) => run.runbook === answer.runbook) ?? [];
  return (
    <Tabs
      label="Views of the forecast"
      tabs={tabs}
      selected={tab}
      onSelect={(next) => moves.look({ tab: next })}
    >
      <div className="hf-stack">
        {tab === "distribution" ? (
          <Panel title="How likely each time is">
            <div className="panel-body">
              <Distribution base={base} changed={view.told} rtoSeconds={answer.rtoSeconds} />
            </div>
          </Panel>
        ) : null}
        {tab === "steps" && detail !== null ? (
          <StepsPanel forecast={detail} answer={answer} onTry={(resource) => withOneMore(page, resource)} />
        ) : null}
        {tab === "schedule" ? (
          <ScheduleTab
            answer={answer}
            whatIf={settled}
            search={search}
            onRows={(rows) => moves.look({ rows })}
          />
        ) : null}
        {tab === "runs" && forecast !== null ? <RunsPanel runs={own} forecast={forecast} /> : null}
      </div>
    </Tabs>
  );
}
