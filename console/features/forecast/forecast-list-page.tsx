import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { fetchRunbooks } from "../../api/estate.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { forecastQuery, useRecordedRuns } from "./forecast-queries.ts";
import { columnsOf, type ForecastRow } from "./forecast-columns.tsx";
import { TogetherPanel } from "./together-panel.tsx";
import "./forecast.css";

const route = getRouteApi(paths.forecast);

/** So many are asked for at a time: the server computes one after the other, and other pages want answers too. */
const atOnce = 3;
const anyTime = { at: null, outage: false } as const;

function useRows() {
  const actor = useActor();
  const runbooks = useQuery({ queryKey: queryKeys.runbooks, queryFn: () => fetchRunbooks(actor) });
  const runs = useRecordedRuns();
  const list = runbooks.data ?? [];
  const [allowed, setAllowed] = useState(atOnce);
  const asked = useQueries({
    queries: list.map(({ name }, at) => ({
      ...forecastQuery(actor, name, anyTime, null),
      enabled: at < allowed,
    })),
  });
  const done = asked.filter(({ isFetched }) => isFetched).length;
  useEffect(() => setAllowed(done + atOnce), [done]);
  const rows = list.map((runbook, at): ForecastRow => {
    const { data, error } = asked[at] ?? {};
    const lastRun = runs.data?.find((run) => run.runbook === runbook.name);
    return { ...runbook, answer: data, failure: error?.message ?? null, lastRun };
  });
  return { rows, runbooks, done };
}

/** The runbooks that are looked at together, kept in the address. */
function useChosen(rows: readonly ForecastRow[]) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useMemo(() => {
    const named = (search.runbooks ?? "").split(",");
    return new Set(named.filter((name) => rows.some((row) => row.name === name)));
  }, [search.runbooks, rows]);
  const choose = useCallback(
    (name: string) => {
      const next = chosen.has(name) ? [...chosen].filter((other) => other !== name) : [...chosen, name];
      void navigate({
        search: ({ runbooks: _before, ...rest }) => ({
          ...rest,
          ...(next.length > 0 && { runbooks: next.join(",") }),
        }),
        replace: true,
        resetScroll: false,
      });
    },
    [chosen, navigate],
  );
  return { chosen, choose };
}

function NoRunbooks() {
  return (
    <EmptyState
      title="There is no runbook yet, so nothing can be forecast."
      action={<Link to={paths.documents}>Go to the documents</Link>}
    >
      A runbook lists the steps that bring a service back, how long each takes and whom it needs. From that
      the time of the recovery is computed as a distribution: “nine of ten are back within 25 minutes”.
    </EmptyState>
  );
}

type TableProps = { readonly rows: readonly ForecastRow[]; readonly done: number };

function Runbooks({ rows, done }: TableProps) {
  const navigate = route.useNavigate();
  const { chosen, choose } = useChosen(rows);
  const columns = useMemo(() => columnsOf(chosen, choose), [chosen, choose]);
  const key = [...chosen].join(",");
  const names = useMemo(() => key.split(",").filter(Boolean), [key]);
  return (
    <>
      <section className="panel" aria-label="Runbooks">
        <DataTable
          label="Runbooks"
          rows={rows}
          columns={columns}
          rowKey={({ name }) => name}
          onOpen={({ name }) => void navigate({ to: paths.forecastRunbook, params: { runbook: name } })}
          search
          toolbar={
            done < rows.length ? (
              <span className="hf-dim" role="status">
                {done} of {rows.length} forecast
              </span>
            ) : null
          }
          empty={<NoRunbooks />}
        />
        {rows.length > 1 && names.length < 2 ? (
          <p className="forecast-note">
            Choose two or more under “Together” to see who is needed by several at once.
          </p>
        ) : null}
      </section>
      {names.length > 1 ? <TogetherPanel runbooks={names} at={null} /> : null}
    </>
  );
}

/** How long each recovery takes, and whether its objective is met; and what several at once do to each other. */
export function ForecastListPage() {
  const { rows, runbooks, done } = useRows();
  return (
    <div className="shell-page">
      <PageHeader
        title="Forecasts"
        lead="How long each recovery takes with the people there are, from the durations in the documents and what live runs have measured."
        actions={<Link to={paths.objectives}>Objectives of all services</Link>}
      />
      <ProblemNotice error={runbooks.error} title="The runbooks cannot be read" />
      {runbooks.isPending && runbooks.error === null ? (
        <Skeleton label="Reading the runbooks" rows={6} />
      ) : null}
      {runbooks.data === undefined ? null : <Runbooks rows={rows} done={done} />}
    </div>
  );
}
