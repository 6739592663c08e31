import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchRunPage, type RunSummary } from "../../api/runs.ts";
import { paths, type RunsSearch } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { useCommands } from "../palette/commands.ts";
import { runColumns } from "./run-columns.tsx";
import { useRunbooks } from "./start-queries.ts";
import { StartRun } from "./start-run.tsx";
import "./runs.css";

const address = getRouteApi(paths.runs);

/** Runs of one status, page by page; the feed reads those on screen anew. */
function useRunPages(status: "open" | "finished", isWanted: boolean) {
  const actor = useActor();
  return useInfiniteQuery({
    queryKey: queryKeys.runPages(status, actor),
    queryFn: ({ pageParam }) => fetchRunPage({ actor }, status, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: isWanted,
  });
}

type Pages = ReturnType<typeof useRunPages>;

function runsOf({ data }: Pages): readonly RunSummary[] {
  return data?.pages.flatMap(({ runs }) => runs) ?? [];
}

const shows = [
  { id: "all", label: "All" },
  { id: "open", label: "Open" },
  { id: "finished", label: "Finished" },
] as const;

function Older({ pages }: { readonly pages: Pages }) {
  if (!pages.hasNextPage) return null;
  return (
    <p className="panel-body">
      <Button
        size="xs"
        variant="default"
        loading={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        Show older runs
      </Button>{" "}
      <span className="hf-dim">The search looks at the runs that are shown.</span>
    </p>
  );
}

/** The palette starts every runbook. */
function useStartCommands(start: (runbook: string) => void): void {
  const runbooks = useRunbooks().data ?? [];
  useCommands(
    runbooks.map(({ name, title, startable }) => ({
      id: `runs-start-${name}`,
      title: `Rehearse or start: ${title}…`,
      run: () => start(name),
      ...(startable ? {} : { why: "It has errors: Findings lists them." }),
    })),
  );
}

/** What runs now, who must act, and what has run before? */
export function RunsPage() {
  const search = address.useSearch();
  const navigate = useNavigate();
  const open = useRunPages("open", search.status !== "finished");
  const finished = useRunPages("finished", search.status !== "open");
  const go = (change: RunsSearch) =>
    void navigate({ to: paths.runs, search: { ...search, ...change }, replace: true });
  useStartCommands((start) => go({ start }));
  const rows = [
    ...(search.status === "finished" ? [] : runsOf(open)),
    ...(search.status === "open" ? [] : runsOf(finished)),
  ];
  const isReading = open.isLoading || finished.isLoading;
  return (
    <div className="shell-page runs">
      <PageHeader title="Runs" lead="Recoveries and exercises: open ones first, the newest at the top." />
      <ProblemNotice error={open.error ?? finished.error} title="The runs cannot be read" />
      <div className="runs-columns">
        <Panel title="All runs">
          {isReading ? (
            <Skeleton label="Reading the runs" rows={5} />
          ) : (
            <DataTable
              label="Runs"
              rows={rows}
              columns={runColumns}
              rowKey={({ id }) => id}
              onOpen={({ id }) => void navigate({ to: paths.run, params: { id } })}
              search
              filter={search.q ?? ""}
              onFilter={(q) => go({ q: q === "" ? undefined : q })}
              toolbar={
                <Segments
                  label="Which runs"
                  options={shows}
                  selected={search.status ?? "all"}
                  onSelect={(id) => go({ status: id === "all" ? undefined : id })}
                />
              }
              empty={
                <EmptyState title="Nothing has been run yet">
                  Choose a runbook and start it as a rehearsal: systems are observed and asked what they would
                  do, and nothing is changed.
                </EmptyState>
              }
            />
          )}
          <Older pages={search.status === "open" ? open : finished} />
        </Panel>
        <StartRun runbook={search.start ?? ""} onRunbook={(start) => go({ start })} />
      </div>
    </div>
  );
}
