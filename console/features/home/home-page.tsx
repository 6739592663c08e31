import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { fetchReadiness } from "../../api/entities.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchRuns } from "../../api/runs.ts";
import { paths } from "../../paths.ts";
import { CopyMenu } from "../../ui/copy-menu.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { useLab } from "../lab/lab-queries.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { ExposedServices } from "./exposed-services.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { FirstFailover } from "./first-failover.tsx";
import { NextPanel } from "./next-panel.tsx";
import { RunList } from "./run-list.tsx";
import { StalePanel } from "./stale-panel.tsx";
import "./home.css";

const dayOfOutage = 86_400;

const route = getRouteApi(paths.home);

function useRuns(status: "open" | "finished") {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runsOf(status, actor),
    queryFn: () => fetchRuns({ actor }, status),
    placeholderData: (before) => before,
  });
}

type Runs = ReturnType<typeof useRuns>;

function Running({ open }: { readonly open: Runs }) {
  return (
    <Panel
      title="Open runs"
      aside={
        <span className="hf-row">
          <Link to={paths.runs} search={{ start: "" }}>
            start a run
          </Link>
          <Link to={paths.runs}>all runs</Link>
        </span>
      }
    >
      <div className="home-problem">
        <ProblemNotice error={open.error} title="The runs cannot be read" />
      </div>
      {open.data === undefined && !open.error ? (
        <div className="panel-body">
          <Skeleton label="Reading the runs" lines={2} />
        </div>
      ) : null}
      {open.data === undefined ? null : <RunList runs={open.data} none="No run is open." />}
    </Panel>
  );
}

/** Can we recover today, and what has to be done about it? */
export function HomePage() {
  const actor = useActor();
  const navigate = useNavigate();
  const after = route.useSearch().after ?? dayOfOutage;
  const readiness = useQuery({
    queryKey: queryKeys.readinessFor(after, actor),
    queryFn: () => fetchReadiness(actor, after),
    placeholderData: (before) => before,
  });
  const open = useRuns("open");
  const finished = useRuns("finished");
  const lab = useLab();
  // What runs now comes before everything but the answer.
  const isRunning = (open.data?.length ?? 0) > 0;
  const isUntried = open.data?.length === 0 && finished.data?.length === 0;
  return (
    <div className="shell-page hf-stack">
      <PageHeader title="Can we recover today?" actions={<CopyMenu />} />
      <ProblemNotice error={readiness.error} title="The answer cannot be worked out" />
      {readiness.error !== null && readiness.data === undefined ? null : (
        <AnswerPanel readiness={readiness.data} />
      )}
      {isUntried ? <FirstFailover lab={lab.data ?? null} isOpen /> : null}
      {isRunning ? <Running open={open} /> : null}
      <ExposedServices
        readiness={readiness.data}
        after={after}
        onAfter={(seconds) =>
          void navigate({ to: paths.home, search: { after: seconds }, resetScroll: false })
        }
      />
      <div className="home">
        <NextPanel />
        <FindingsPanel />
        <StalePanel />
        {isRunning ? null : <Running open={open} />}
      </div>
      {isUntried || finished.data === undefined ? null : (
        <FirstFailover lab={lab.data ?? null} isOpen={false} />
      )}
    </div>
  );
}
