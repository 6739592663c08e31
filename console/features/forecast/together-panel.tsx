import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ForecastProblem } from "#core/analysis/forecast/forecast-model.ts";
import {
  type Conflicts,
  fetchProblem,
  type ProblemAnswer,
  seedAsked,
  trialsAsked,
} from "../../api/forecast.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { copyText } from "../../ui/copy-text.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { Infeasible } from "./forecast-notices.tsx";
import { useSchedule } from "./forecast-queries.ts";
import { commandText } from "./forecast-search.ts";
import { ScheduleView } from "./schedule-view.tsx";
import "./what-if.css";

type Props = { readonly runbooks: readonly string[]; readonly at: string | null };

type Clash = Conflicts["clashes"][number];

const amount = (value: number) => String(Number(value.toFixed(2)));

const clashColumns: readonly DataColumn<Clash>[] = [
  {
    id: "who",
    head: "Who",
    text: ({ resource }) => resource,
    cell: ({ resource }) => <RefLink to={resource} />,
  },
  {
    id: "from",
    head: "From",
    text: ({ fromSeconds }) => formatDuration(fromSeconds),
    sortBy: ({ fromSeconds }) => fromSeconds,
    align: "end",
  },
  {
    id: "long",
    head: "For",
    text: ({ fromSeconds, untilSeconds }) => formatDuration(untilSeconds - fromSeconds),
    sortBy: ({ fromSeconds, untilSeconds }) => untilSeconds - fromSeconds,
    align: "end",
  },
  {
    id: "need",
    head: "Needed at once",
    text: ({ demand, capacity }) => `${amount(demand)}, there are ${amount(capacity)}`,
    sortBy: ({ demand, capacity }) => demand - capacity,
  },
  { id: "by", head: "By", text: ({ recoveries }) => recoveries.join(", "), hideBelow: 768 },
];

/** Of each order in which they could be served: when each is done, and what that costs its objective. */
function Orders({ orders }: { readonly orders: Conflicts["orders"] }) {
  return (
    <div className="forecast-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Served first</th>
            <th scope="col">Runbook</th>
            <th scope="col" data-align="end">
              is done after
            </th>
            <th scope="col" data-align="end">
              later than alone by
            </th>
            <th scope="col">its RTO</th>
          </tr>
        </thead>
        <tbody>
          {orders.flatMap(({ order, ends }) =>
            ends.map(({ recovery, seconds, delaySeconds, isMet }) => (
              <tr key={`${order[0]} ${recovery}`}>
                <th scope="row">{order[0] === recovery ? <strong>{recovery}</strong> : order[0]}</th>
                <td>{recovery}</td>
                <td data-align="end">{formatDuration(seconds)}</td>
                <td data-align="end">{delaySeconds === 0 ? "–" : formatDuration(delaySeconds)}</td>
                <td>
                  {isMet === null ? (
                    "none"
                  ) : isMet ? (
                    <StatusMark kind="ok" word="met" />
                  ) : (
                    <StatusMark kind="failed" word="missed" />
                  )}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** One problem of several: their steps are called `runbook/step`, what they share is there once. */
function joined(answers: readonly ProblemAnswer[]): ForecastProblem {
  const all = answers.flatMap(({ problem }) => problem.resources);
  return {
    steps: answers.flatMap(({ runbook, problem }) =>
      problem.steps.map((step) => ({
        ...step,
        id: `${runbook}/${step.id}`,
        after: step.after.map((before) => `${runbook}/${before}`),
      })),
    ),
    resources: [...new Map(all.map((resource) => [resource.id, resource])).values()],
  };
}

function useProblems(runbooks: readonly string[], at: string | null) {
  const actor = useActor();
  const given = { at, outage: false };
  return useQueries({
    queries: runbooks.map((runbook) => ({
      queryKey: queryKeys.analysisOf("problem", runbook, given, actor),
      queryFn: () => fetchProblem(actor, runbook, given),
    })),
    combine: (results) => ({
      answers: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
      error: results.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}

function ConflictPanels({ conflicts }: { readonly conflicts: Conflicts }) {
  return (
    <>
      <Panel title="Who is needed by several at once">
        <DataTable
          label="Conflicts"
          rows={conflicts.clashes}
          columns={clashColumns}
          rowKey={({ resource, fromSeconds }) => `${resource} ${fromSeconds}`}
          empty={<p className="panel-body">Nobody is: they do not get in each other’s way.</p>}
        />
      </Panel>
      <Panel title="What serving one first costs the others">
        <Orders orders={conflicts.orders} />
        <p className="forecast-note">
          Who comes first is for the business units to agree, or for the crisis team to decide: this table is
          what they negotiate over.
        </p>
      </Panel>
    </>
  );
}

function CopyCommand({ runbooks, at }: Props) {
  const command = commandText({
    verb: "schedule",
    runbooks,
    whatIf: { capacity: {}, durations: {} },
    at,
    outage: false,
    trials: trialsAsked,
    seed: seedAsked,
  });
  return (
    <span className="what-if-actions">
      <button type="button" onClick={() => void copyText(command, "The command")}>
        Copy as command
      </button>
    </span>
  );
}

/** What the steps of several are called. */
function titlesOf(answers: readonly ProblemAnswer[]): ReadonlyMap<string, string> {
  return new Map(
    answers.flatMap(({ runbook, labels }) =>
      labels.map(({ step, title }) => [`${runbook}/${step}`, `${title} (${runbook})`] as const),
    ),
  );
}

/** Runbooks that begin at the same time: who is needed by several at once, and whom serving one first costs how much. */
export function TogetherPanel({ runbooks, at }: Props) {
  const asked = useSchedule(runbooks, at, null);
  const { answers, error } = useProblems(runbooks, at);
  const [rows, setRows] = useState<"people" | "steps">("people");
  const isKnown = answers.length === runbooks.length;
  const problem = useMemo(() => (isKnown ? joined(answers) : null), [isKnown, answers]);
  const titles = useMemo(() => titlesOf(answers), [answers]);
  const { schedule = null, infeasible = null } = asked.data ?? {};
  return (
    <>
      <Panel
        title={`${runbooks.length} runbooks that begin together`}
        aside={<CopyCommand runbooks={runbooks} at={at} />}
      >
        <ProblemNotice error={asked.error ?? error} title="They cannot be planned together" />
        {infeasible === null ? null : <Infeasible reasons={infeasible.map(({ text }) => text)} />}
        {asked.isPending && asked.error === null ? (
          <Skeleton label="Planning them together" height={240} />
        ) : null}
        {schedule === null || problem === null || asked.isPlaceholderData ? null : (
          <ScheduleView
            label="Schedule of all of them"
            schedule={schedule}
            problem={problem}
            titles={titles}
            rows={rows}
            onRows={setRows}
            rtoSeconds={null}
          />
        )}
      </Panel>
      {schedule?.conflicts ? <ConflictPanels conflicts={schedule.conflicts} /> : null}
    </>
  );
}
