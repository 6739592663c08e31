import { RefLink } from "../entity/ref-link.tsx";
import type { RunbookPlan } from "../../api/runs.ts";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Notice } from "../../ui/notice.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useRunbookFindings, useRunbookForecast, useRunbookPlan } from "./start-queries.ts";

type Props = { readonly runbook: string };

function whole(seconds: number): string {
  return formatDuration(seconds < 60 ? seconds : Math.round(seconds));
}

function Forecast({ runbook }: Props) {
  const { data, error } = useRunbookForecast(runbook);
  if (error !== null) return <ProblemNotice error={error} title="It cannot be forecast" />;
  if (data === undefined) return <Skeleton label="Forecasting" lines={1} />;
  const { forecast, infeasible } = data;
  if (forecast === null) {
    return <Notice tone="failed">{(infeasible ?? []).map(({ text }) => text).join(" ")}</Notice>;
  }
  const { backSeconds, seconds, rtoSeconds, probabilityMet, complete, unknown } = forecast;
  const least = complete ? "" : "at least ";
  const rto =
    rtoSeconds === null
      ? "No RTO is stated."
      : `RTO ${formatDuration(rtoSeconds)}${complete && probabilityMet !== null ? `, met with ${Math.floor(probabilityMet * 100)} %` : ""}.`;
  return (
    <div>
      <p>
        Back after {least}
        <strong>{whole(backSeconds.p50)}</strong> (P50), {least}
        <strong>{whole(backSeconds.p95)}</strong> (P95); all done after {least}
        {whole(seconds.p95)} (P95). {rto}
      </p>
      {complete ? null : (
        <p className="hf-dim">A lower bound: the duration of {unknown.join(", ")} is unknown.</p>
      )}
    </div>
  );
}

function gatesOf(plan: RunbookPlan): readonly string[] {
  return plan.steps.flatMap(({ title, approval }) =>
    approval === null
      ? []
      : [
          `${title}: ${approval.by}, ${approval.quorum} needed${approval.notTheStarter ? ", not by whoever starts the run" : ""}`,
        ],
  );
}

/** What is known to be wrong; and that nobody has looked at the systems themselves. */
function Findings({ runbook }: Props) {
  const { data, error } = useRunbookFindings(runbook);
  if (error !== null) return <ProblemNotice error={error} title="Its document cannot be read" />;
  if (data === undefined) return <Skeleton label="Reading what is known of it" lines={1} />;
  const open = data.diagnostics.filter(({ severity }) => severity !== "info");
  return (
    <>
      {open.length + data.stale.length === 0 ? (
        <p>The checks of the documents find nothing wrong with it.</p>
      ) : (
        <Notice tone="warning" title="Would perhaps not go as planned">
          <ul>
            {open.map(({ code, message, line }) => (
              <li key={`${code} ${line}`}>
                <bdi>{message}</bdi>
              </li>
            ))}
            {data.stale.map(({ part }) => (
              <li key={part}>{part}: something it relies on was changed and nobody has looked since.</li>
            ))}
          </ul>
        </Notice>
      )}
      <p className="hf-dim">
        Whether the systems are ready now nobody has looked: a rehearsal asks each of them, and changes
        nothing.
      </p>
    </>
  );
}

/** What a runbook would do if it were started now, how long it would take, and what speaks against it. */
export function StartPreview({ runbook }: Props) {
  const { data: plan, error } = useRunbookPlan(runbook);
  if (error !== null) return <ProblemNotice error={error} title="Its plan cannot be made" />;
  if (plan === undefined) return <Skeleton label="Making the plan" lines={3} />;
  const gates = gatesOf(plan);
  const people = plan.steps.filter(({ work }) => work === "person" || work === "decision").length;
  return (
    <section className="start-preview" aria-label="What it would do">
      <h3>What it would do</h3>
      <Facts
        rows={[
          [
            "Recovers",
            <span key="recovers" className="hf-row">
              {plan.recovers.map((ref) => (
                <RefLink key={ref} to={ref} />
              ))}
            </span>,
          ],
          ["Steps", `${plan.steps.length}: ${people} by people, ${gates.length} behind an approval`],
        ]}
      />
      <details>
        <summary>The plan, step by step</summary>
        <ol className="start-plan">
          {plan.steps.map(({ id, title, responsible, action, duration }) => (
            <li key={id}>
              <bdi>{title}</bdi>{" "}
              <span className="hf-dim">
                {responsible}
                {action === null ? "" : `, ${action}`}
                {duration === null ? "" : `, ${formatDuration(duration.likelySeconds)}`}
              </span>
            </li>
          ))}
        </ol>
      </details>
      {gates.length === 0 ? null : (
        <details>
          <summary>Its gates and who opens them</summary>
          <ul className="start-plan">
            {gates.map((gate) => (
              <li key={gate}>{gate}</li>
            ))}
          </ul>
        </details>
      )}
      <Forecast runbook={runbook} />
      <Findings runbook={runbook} />
    </section>
  );
}
