import { useEffect } from "react";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { LabPanel } from "./lab-panel.tsx";
import { useLab } from "./lab-queries.ts";

/** The lab alone, for a second screen. */
export function LabPage() {
  const lab = useLab();
  useEffect(() => {
    document.title = "Lab · Holdfast";
  }, []);
  return (
    <div className="shell-page">
      <h1 className="hf-hidden">Lab</h1>
      <ProblemNotice error={lab.error} title="The lab cannot be read" />
      {lab.data ? <LabPanel lab={lab.data} /> : null}
      {lab.data === null ? (
        <p>
          This server has no lab. <code className="hf-mono">npm start</code> starts one, with two real sites
          to break.
        </p>
      ) : null}
      {lab.data === undefined && !lab.error ? <p role="status">Looking at the lab…</p> : null}
    </div>
  );
}
