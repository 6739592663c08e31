import { useMemo, useState } from "react";
import type { ForecastProblem } from "#core/analysis/forecast/forecast-model.ts";
import type { Schedule } from "../../api/forecast.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Gantt, type GanttMark } from "./gantt.tsx";
import { barText, needsText, planBoundText, type Waited, waitText } from "./schedule-words.ts";
import { type GanttBar, ganttBars, rowsByPeople, rowsBySteps } from "./gantt-layout.ts";

type Props = {
  readonly label: string;
  readonly schedule: Schedule;
  readonly problem: ForecastProblem;
  readonly titles: ReadonlyMap<string, string>;
  readonly rows: "people" | "steps";
  readonly onRows: (rows: "people" | "steps") => void;
  readonly rtoSeconds: number | null;
};

const columnsOf = (
  titles: Props["titles"],
  links: ReadonlyMap<string, Waited>,
): readonly DataColumn<GanttBar>[] => [
  { id: "step", head: "Step", text: ({ step }) => titles.get(step) ?? step, width: "34%" },
  {
    id: "start",
    head: "Starts",
    text: ({ startSeconds }) => formatDuration(startSeconds),
    sortBy: ({ startSeconds }) => startSeconds,
    align: "end",
  },
  {
    id: "end",
    head: "Ends",
    text: ({ endSeconds }) => formatDuration(endSeconds),
    sortBy: ({ endSeconds }) => endSeconds,
    align: "end",
  },
  { id: "needs", head: "Needs", text: ({ needs }) => needsText(needs), hideBelow: 768 },
  {
    id: "wait",
    head: "Waits",
    text: (bar) => waitText(bar, links.get(bar.step)),
    sortBy: ({ waitSeconds }) => waitSeconds,
  },
  {
    id: "chain",
    head: "Critical chain",
    text: ({ isCritical }) => (isCritical ? "yes" : ""),
    hideBelow: 768,
  },
];

function Legend() {
  return (
    <div className="gantt-legend" aria-hidden="true">
      <span>
        <i>
          <b className="gantt-bar" data-critical="true" />
        </i>
        critical chain: only this makes the whole shorter
      </span>
      <span>
        <i>
          <b className="gantt-bar" />
        </i>
        has time to spare
      </span>
      <span>
        <i>
          <b className="gantt-wait" />
        </i>
        could begin, waits for people
      </span>
    </div>
  );
}

type HeadProps = Pick<Props, "schedule" | "rows" | "onRows">;

function Head({ schedule, rows, onRows }: HeadProps) {
  return (
    <div className="hf-row schedule-head">
      <p>
        <strong>{formatDuration(schedule.seconds)}</strong> with every likely duration
        {schedule.complete ? "" : ", a lower bound"}. {planBoundText(schedule)}
      </p>
      <label className="hf-row schedule-rows">
        Rows
        <select
          value={rows}
          onChange={(event) => onRows(event.currentTarget.value === "steps" ? "steps" : "people")}
        >
          <option value="people">people and things</option>
          <option value="steps">steps</option>
        </select>
      </label>
    </div>
  );
}

type SelectedProps = { readonly bar: GanttBar; readonly title: string; readonly link: Waited };

function SelectedBar({ bar, title, link }: SelectedProps) {
  return (
    <div className="schedule-bar" role="status">
      <Facts
        rows={[
          ["Step", <bdi key="title">{title}</bdi>],
          [
            "Name",
            <bdi key="name" className="hf-mono">
              {bar.step}
            </bdi>,
          ],
          ["When", `${formatDuration(bar.startSeconds)} to ${formatDuration(bar.endSeconds)}`],
          ["Needs", needsText(bar.needs)],
          ["Waits", waitText(bar, link)],
          ["Critical chain", bar.isCritical ? "yes: a shorter step makes the whole shorter" : "no"],
        ]}
      />
    </div>
  );
}

function marksOf({ schedule, rtoSeconds }: Pick<Props, "schedule" | "rtoSeconds">): readonly GanttMark[] {
  const isNear = rtoSeconds !== null && rtoSeconds <= schedule.seconds * 3;
  const bound = { seconds: schedule.lowerBoundSeconds, words: "no plan is shorter", kind: "bound" } as const;
  return [
    ...(isNear
      ? [{ seconds: rtoSeconds, words: `RTO ${formatDuration(rtoSeconds)}`, kind: "rto" } as const]
      : []),
    ...(schedule.isOptimal ? [] : [bound]),
  ];
}

/** The plan with every likely duration: who does what when, and what waits for whom. */
export function ScheduleView(props: Props) {
  const { label, schedule, problem, titles, rows } = props;
  const [selected, setSelected] = useState<string | null>(null);
  const links = useMemo(() => new Map(schedule.chain.map((link) => [link.step, link])), [schedule]);
  const bars = useMemo(
    () => ganttBars(problem, schedule.steps, new Set(links.keys())),
    [problem, schedule, links],
  );
  const shown = useMemo(
    () => (rows === "steps" ? rowsBySteps(bars) : rowsByPeople(bars, problem)),
    [rows, bars, problem],
  );
  const columns = useMemo(() => columnsOf(titles, links), [titles, links]);
  const titleOf = (step: string) => titles.get(step) ?? step;
  const bar = bars.find(({ step }) => step === selected);
  return (
    <div className="hf-stack">
      <Head {...props} />
      <Legend />
      <Gantt
        label={label}
        rows={shown}
        seconds={schedule.seconds}
        marks={marksOf(props)}
        barText={(one) => barText(one, titleOf(one.step), links.get(one.step))}
        titleOf={titleOf}
        selected={selected}
        onSelect={setSelected}
      />
      {bar === undefined ? null : (
        <SelectedBar bar={bar} title={titleOf(bar.step)} link={links.get(bar.step)} />
      )}
      <details className="panel-body">
        <summary className="hf-dim">The plan as a table</summary>
        <DataTable
          label="Steps of the plan"
          rows={bars}
          columns={columns}
          rowKey={({ step }) => step}
          search
        />
      </details>
    </div>
  );
}
