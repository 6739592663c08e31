import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { fetchObjectives, type ServiceObjective } from "../../api/forecast.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useProgress } from "../../ui/use-progress.ts";
import { RefLink } from "../entity/ref-link.tsx";
import { confidenceAsked } from "../forecast/forecast-words.ts";
import { useActor } from "../identity/actor.ts";
import { availabilityText, forecastText, limitedByOther, reasonText, timeText } from "./objective-words.ts";
import { type ObjectiveVerdict, verdicts } from "./objectives-search.ts";
import "./objectives.css";

const route = getRouteApi(paths.objectives);

const marks = {
  met: { kind: "ok", word: "met" },
  missed: { kind: "failed", word: "missed" },
  unknown: { kind: "not-verified", word: "unknown" },
} as const;

type Measured = Pick<ServiceObjective["rto"], "measuredSeconds" | "measuredRun">;

/** What a run measured, linked to that run. */
function MeasuredCell({ measuredSeconds, measuredRun }: Measured) {
  if (measuredSeconds === null || measuredRun === null) return <span className="hf-dim">never</span>;
  return (
    <Link to={paths.run} params={{ id: measuredRun }}>
      {formatDuration(measuredSeconds)}
    </Link>
  );
}

function ForecastCell({ row }: { readonly row: ServiceObjective }) {
  const { runbook } = row.rto;
  const text = forecastText(row);
  if (runbook === null) return <span className="hf-dim">{text}</span>;
  return (
    <Link to={paths.forecastRunbook} params={{ runbook }}>
      {text}
    </Link>
  );
}

function WithOthers({ row }: { readonly row: ServiceObjective }) {
  const limit = limitedByOther(row);
  if (limit === null) return <span className="hf-dim">itself</span>;
  return (
    <>
      {formatDuration(limit.seconds)}, waits for <RefLink to={limit.limitedBy} />
    </>
  );
}

const columns: readonly DataColumn<ServiceObjective>[] = [
  {
    id: "service",
    head: "Service",
    text: ({ ref }) => ref,
    cell: ({ ref }) => <RefLink to={ref} isKindKnown />,
    width: "14%",
  },
  {
    id: "verdict",
    head: "Verdict",
    text: ({ verdict }) => marks[verdict].word,
    cell: ({ verdict }) => <StatusMark {...marks[verdict]} />,
  },
  {
    id: "rto",
    head: "RTO",
    text: ({ rto }) => timeText(rto.requiredSeconds, "none"),
    sortBy: ({ rto }) => rto.requiredSeconds,
    align: "end",
  },
  {
    id: "rto-forecast",
    head: "Forecast P90",
    text: forecastText,
    cell: (row) => <ForecastCell row={row} />,
    sortBy: ({ rto }) => rto.forecast?.p90 ?? null,
    align: "end",
  },
  {
    id: "rto-measured",
    head: "Measured",
    text: ({ rto }) => timeText(rto.measuredSeconds, "never"),
    cell: ({ rto }) => <MeasuredCell {...rto} />,
    sortBy: ({ rto }) => rto.measuredSeconds,
    align: "end",
    hideBelow: 768,
  },
  {
    id: "rpo",
    head: "RPO",
    text: ({ rpo }) => timeText(rpo.requiredSeconds, "none"),
    sortBy: ({ rpo }) => rpo.requiredSeconds,
    align: "end",
  },
  {
    id: "rpo-forecast",
    head: "Loss at most",
    text: ({ rpo }) => timeText(rpo.forecastSeconds, "unknown"),
    cell: ({ rpo }) =>
      rpo.of === null ? (
        timeText(rpo.forecastSeconds, "unknown")
      ) : (
        <Link to={paths.entity} params={{ ref: rpo.of }}>
          {timeText(rpo.forecastSeconds, "unknown")}
        </Link>
      ),
    sortBy: ({ rpo }) => rpo.forecastSeconds,
    align: "end",
    hideBelow: 768,
  },
  {
    id: "rpo-measured",
    head: "Lost",
    text: ({ rpo }) => timeText(rpo.measuredSeconds, "never"),
    cell: ({ rpo }) => <MeasuredCell {...rpo} />,
    sortBy: ({ rpo }) => rpo.measuredSeconds,
    align: "end",
    hideBelow: 1100,
  },
  {
    id: "others",
    head: "With all it needs",
    text: (row) => {
      const limit = limitedByOther(row);
      return limit === null ? "itself" : `${formatDuration(limit.seconds)}, waits for ${limit.limitedBy}`;
    },
    cell: (row) => <WithOthers row={row} />,
    sortBy: ({ rto }) => rto.withDependencies?.seconds ?? null,
    hideBelow: 1100,
  },
  { id: "availability", head: "Availability", text: availabilityText, hideBelow: 1100 },
  { id: "reason", head: "Why", text: reasonText, width: "22%" },
];

type FilterProps = {
  readonly rows: readonly ServiceObjective[];
  readonly selected: ObjectiveVerdict | undefined;
  readonly onSelect: (verdict: ObjectiveVerdict | undefined) => void;
};

function VerdictFilter({ rows, selected, onSelect }: FilterProps) {
  return (
    <div className="objective-filter" role="group" aria-label="Show">
      {[undefined, ...verdicts].map((verdict) => {
        const count =
          verdict === undefined ? rows.length : rows.filter((row) => row.verdict === verdict).length;
        return (
          <button
            key={verdict ?? "all"}
            type="button"
            aria-pressed={selected === verdict}
            onClick={() => onSelect(verdict)}
          >
            {verdict === undefined ? "all" : <StatusMark {...marks[verdict]} />} {count}
          </button>
        );
      })}
    </div>
  );
}

function NoServices() {
  return (
    <EmptyState
      title="There is no service yet."
      action={<Link to={paths.documents}>Go to the documents</Link>}
    >
      A service says how long it may be away (RTO) and how much of its data may be lost (RPO). Here stands
      whether that can be kept, and why not.
    </EmptyState>
  );
}

function Objectives({ all }: { readonly all: readonly ServiceObjective[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const rows = useMemo(
    () => all.filter(({ verdict }) => search.verdict === undefined || verdict === search.verdict),
    [all, search.verdict],
  );
  const onFilter = (q: string) =>
    void navigate({
      search: ({ q: _before, ...rest }) => ({ ...rest, ...(q !== "" && { q }) }),
      replace: true,
      resetScroll: false,
    });
  const onVerdict = (verdict: ObjectiveVerdict | undefined) =>
    void navigate({
      search: ({ verdict: _before, ...rest }) => ({ ...rest, ...(verdict && { verdict }) }),
      replace: true,
      resetScroll: false,
    });
  return (
    <section className="panel objectives" aria-label="Objectives of services">
      <DataTable
        label="Services"
        rows={rows}
        columns={columns}
        rowKey={({ ref }) => ref}
        search
        filter={search.q ?? ""}
        onFilter={onFilter}
        toolbar={<VerdictFilter rows={all} selected={search.verdict} onSelect={onVerdict} />}
        {...(all.length === 0 && { empty: <NoServices /> })}
      />
    </section>
  );
}

/** Whether each service can be back in time and with little enough lost: required, forecast and measured side by side. */
export function ObjectivesPage() {
  const actor = useActor();
  const [howFar, hear] = useProgress();
  const asked = useQuery({
    queryKey: queryKeys.analysisOf("objectives", confidenceAsked, actor),
    queryFn: ({ signal }) => fetchObjectives(actor, confidenceAsked, signal, hear),
  });
  return (
    <div className="shell-page">
      <PageHeader
        title="Objectives"
        crumbs={[
          <Link key="forecasts" to={paths.forecast}>
            Forecasts
          </Link>,
        ]}
        lead="What is required of each service, what is forecast, and what live runs have measured. An RTO is met when nine of ten recoveries are in time."
      />
      <ProblemNotice error={asked.error} title="The objectives cannot be worked out" />
      {asked.isPending && asked.error === null ? (
        <>
          <Progress label="Forecasting every service" at={howFar} />
          <Skeleton label="Forecasting every service" rows={8} />
        </>
      ) : null}
      {asked.data === undefined ? null : <Objectives all={asked.data} />}
    </div>
  );
}
