import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { LabPanel } from "./lab-panel.tsx";
import { useLab } from "./lab-queries.ts";
import { WhatNow } from "./what-now.tsx";

/** The lab alone, for a second screen. */
export function LabPage() {
  const lab = useLab();
  return (
    <div className="shell-page">
      <PageHeader
        title="Lab"
        lead="The sample estate: two real sites, and the faults one can put into them."
      />
      <ProblemNotice error={lab.error} title="The lab cannot be read" />
      {lab.data ? <WhatNow lab={lab.data} /> : null}
      {lab.data ? <LabPanel lab={lab.data} /> : null}
      {lab.data === null ? (
        <EmptyState title="This server has no lab.">
          <p>
            <code className="hf-mono">npm start</code> starts one: two real sites with databases and an
            application, which can be broken without harm to anybody.
          </p>
        </EmptyState>
      ) : null}
      {lab.data === undefined && !lab.error ? <Skeleton label="Looking at the lab" rows={6} /> : null}
    </div>
  );
}
