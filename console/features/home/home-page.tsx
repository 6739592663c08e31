import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchRuns } from "../../api/runs.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { useActor } from "../identity/actor.ts";
import { LabPanel } from "../lab/lab-panel.tsx";
import { useLab } from "../lab/lab-queries.ts";
import { FirstFailover } from "./first-failover.tsx";
import { RunList } from "./run-list.tsx";
import { StartRun } from "./start-run.tsx";
import "./home.css";

function useRuns(status: "open" | "finished") {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runsOf(status, actor),
    queryFn: () => fetchRuns({ actor }, status),
    placeholderData: (before) => before,
  });
}

/** What runs, what ran, and where the next run starts. */
export function HomePage() {
  const open = useRuns("open");
  const finished = useRuns("finished");
  const lab = useLab();
  useEffect(() => {
    document.title = "Runs · Holdfast";
  }, []);
  const isEmpty = open.data?.length === 0 && finished.data?.length === 0;
  return (
    <div className="shell-page home">
      <h1 className="hf-hidden">Runs</h1>
      <div className="hf-stack home-left">
        <ProblemNotice error={open.error ?? finished.error} title="The runs cannot be read" />
        {isEmpty ? <FirstFailover hasLab={lab.data != null} /> : null}
        <Panel title="Open runs" aside={<span className="hf-dim">{open.data?.length ?? ""}</span>}>
          <RunList runs={open.data ?? []} none={open.data ? "No run is open." : "Reading…"} />
        </Panel>
        <Panel title="Recent runs">
          <RunList
            runs={finished.data ?? []}
            none={finished.data ? "No run has finished yet." : "Reading…"}
          />
        </Panel>
        <div className="home-lab">
          <ProblemNotice error={lab.error} title="The lab cannot be read" />
          {lab.data == null ? null : <LabPanel lab={lab.data} />}
        </div>
      </div>
      <div className="hf-stack home-right">
        <StartRun />
      </div>
    </div>
  );
}
