import { useMemo } from "react";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import type { ProblemAnswer } from "../../api/forecast.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Infeasible } from "./forecast-notices.tsx";
import { useSchedule } from "./forecast-queries.ts";
import type { ForecastSearch } from "./forecast-search.ts";
import { ScheduleView } from "./schedule-view.tsx";

type Props = {
  readonly answer: ProblemAnswer;
  readonly whatIf: WhatIf | null;
  readonly search: ForecastSearch;
  readonly onRows: (rows: "people" | "steps") => void;
};

/** The schedule of one runbook, as it is or as changed. */
export function ScheduleTab({ answer, whatIf, search, onRows }: Props) {
  const runbooks = useMemo(() => [answer.runbook], [answer.runbook]);
  const asked = useSchedule(runbooks, search.at ?? null, whatIf);
  const titles = useMemo(() => new Map(answer.labels.map(({ step, title }) => [step, title])), [answer]);
  const state = asked.isPlaceholderData ? "planning…" : whatIf === null ? "as it is" : "as changed";
  const { schedule = null, infeasible = null } = asked.data ?? {};
  return (
    <Panel title="Who does what when" aside={<span className="hf-dim">{state}</span>}>
      <ProblemNotice error={asked.error} title="There is no plan" />
      {infeasible === null ? null : <Infeasible reasons={infeasible.map(({ text }) => text)} />}
      {asked.isPending && asked.error === null ? <Skeleton label="Planning" height={300} /> : null}
      {schedule === null ? null : (
        <ScheduleView
          label={`Schedule of ${answer.title}`}
          schedule={schedule}
          problem={answer.problem}
          titles={titles}
          rows={search.rows ?? "people"}
          onRows={onRows}
          rtoSeconds={answer.rtoSeconds}
        />
      )}
    </Panel>
  );
}
