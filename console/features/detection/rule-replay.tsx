import { useQuery } from "@tanstack/react-query";
import { type DetectionReplay, fetchReplay } from "../../api/detection.ts";
import { queryKeys } from "../../api/query-keys.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";

type Row = DetectionReplay["rows"][number];

const seconds = (value: number | null): string => (value === null ? "–" : formatDuration(value));
const keyOf = ({ raiseSeconds, quorum }: Row): string => `${raiseSeconds}/${quorum}`;

function columnsFor(outages: number): readonly DataColumn<Row>[] {
  return [
    {
      id: "for",
      head: "Fails for",
      text: (row) => `${seconds(row.raiseSeconds)}${row.isCurrent ? " (as it stands)" : ""}`,
      cell: (row) =>
        row.isCurrent ? (
          <strong>{seconds(row.raiseSeconds)} · as it stands</strong>
        ) : (
          seconds(row.raiseSeconds)
        ),
      sortBy: ({ raiseSeconds }) => raiseSeconds,
    },
    { id: "quorum", head: "Seen by", align: "end", text: ({ quorum }) => String(quorum) },
    {
      id: "median",
      head: "Noticed after",
      align: "end",
      text: ({ medianSeconds }) => seconds(medianSeconds),
      sortBy: ({ medianSeconds }) => medianSeconds ?? Number.POSITIVE_INFINITY,
    },
    {
      id: "worst",
      head: "At worst",
      align: "end",
      hideBelow: 768,
      text: ({ worstSeconds }) => seconds(worstSeconds),
      sortBy: ({ worstSeconds }) => worstSeconds ?? Number.POSITIVE_INFINITY,
    },
    {
      id: "missed",
      head: "Missed",
      align: "end",
      hideBelow: 768,
      text: ({ missed }) => (outages === 0 ? "–" : `${missed.length} of ${outages}`),
      sortBy: ({ missed }) => missed.length,
    },
    {
      id: "false",
      head: "False alarms",
      align: "end",
      text: ({ falseAlarms }) => String(falseAlarms.length),
      sortBy: ({ falseAlarms }) => falseAlarms.length,
    },
    {
      id: "year",
      head: "A year",
      align: "end",
      hideBelow: 768,
      text: ({ falseAlarmsPerYear }) => (falseAlarmsPerYear === null ? "–" : falseAlarmsPerYear.toFixed(1)),
      sortBy: ({ falseAlarmsPerYear }) => falseAlarmsPerYear ?? -1,
    },
  ];
}

/** Time to notice against false alarms, for other thresholds of a rule, from what was recorded. */
export function RuleReplay({ rule }: { readonly rule: string }) {
  const actor = useActor();
  const { data, error } = useQuery({
    queryKey: queryKeys.detectionReplay(rule, actor),
    queryFn: () => fetchReplay(actor, rule),
  });
  return (
    <Panel title="Time to notice against false alarms">
      <ProblemNotice error={error} title="The history cannot be replayed" />
      {data === undefined ? (
        error === null && <Skeleton label="Replaying thirty days" rows={6} />
      ) : (
        <>
          <p className="panel-body hf-dim">
            {data.looks} looks from {data.vantagePoints.length} vantage points since{" "}
            <Instant at={data.from} />.{" "}
            {data.outages.length === 0
              ? "No outage is on record, so nothing tells how soon one would be noticed; every alarm counts as false."
              : data.outages.length === 1
                ? "One outage on record."
                : `${data.outages.length} outages on record.`}
            {data.isCut ? " Older looks are left out." : ""}
          </p>
          <DataTable
            label="Thresholds"
            rows={data.looks === 0 ? [] : data.rows}
            columns={columnsFor(data.outages.length)}
            rowKey={keyOf}
            empty={
              <EmptyState title="Nothing was recorded yet">
                What agents see and alerts say is kept. After some days this table shows for other thresholds
                how soon they would have noticed, and how often they would have cried for nothing.
              </EmptyState>
            }
          />
        </>
      )}
    </Panel>
  );
}
