import { Link } from "@tanstack/react-router";
import type { RunView, StepView } from "#core/run/view.ts";
import { paths } from "../../paths.ts";
import { formatCoarse, formatDuration } from "../../ui/format-duration.ts";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useNow } from "../../ui/use-now.ts";
import { stepStatus } from "./step-status.ts";

type Props = {
  readonly run: RunView;
  readonly step: StepView;
  readonly number: number;
  readonly isSelected: boolean;
};

function RunningTime({ since }: { readonly since: string }) {
  return formatCoarse((useNow() - Date.parse(since)) / 1000);
}

function Took({ step }: { readonly step: StepView }) {
  const { durationSeconds, startedAt, planned, settledAt } = step;
  return (
    <span className="step-took">
      <span>
        {durationSeconds === null ? null : formatDuration(durationSeconds)}
        {durationSeconds === null && startedAt !== null && settledAt === null ? (
          <RunningTime since={startedAt} />
        ) : null}
      </span>{" "}
      <span className="hf-dim">
        {planned === null ? "no plan" : `plan ${formatDuration(planned.likelySeconds)}`}
      </span>
    </span>
  );
}

function gateWords(step: StepView): string | null {
  const { approval, approvals, work } = step;
  if (approval !== null) return `approval by ${approval.by} ${approvals.length}/${approval.quorum}`;
  if (work === "decision") return "decision";
  if (work === "join") return `its ${step.after.length} steps`;
  return null;
}

function Flags({ step }: { readonly step: StepView }) {
  const gate = gateWords(step);
  return (
    <>
      {gate === null ? null : <span className="step-flag">gate: {gate}</span>}
      {step.slow ? <StatusMark kind="warning" word="slow" /> : null}
      {step.claims > 1 ? <span className="step-flag">{step.claims} attempts</span> : null}
      {step.repeated ? <StatusMark kind="warning" word="repeated" /> : null}
    </>
  );
}

function people({ accountable, responsible }: StepView): string {
  return accountable === responsible ? accountable : `${responsible}, for ${accountable}`;
}

/** A step in a line or two. */
export function StepRow({ run, step, number, isSelected }: Props) {
  const status = stepStatus(step.status, step.activity);
  return (
    <li
      className="step-row"
      data-selected={isSelected}
      data-kind={status.kind}
      data-pending={step.status === "pending"}
    >
      <span className="step-number" aria-hidden="true">
        {number}
      </span>
      <span className="step-main">
        <Link
          className="step-link"
          to={paths.run}
          params={{ id: run.id }}
          search={{ step: step.id }}
          resetScroll={false}
          data-step-link={step.id}
          aria-current={isSelected ? "true" : undefined}
        >
          <bdi>{step.title}</bdi>
        </Link>
        <span className="step-sub">
          <span>{step.phase}</span>
          <span>
            <bdi>{people(step)}</bdi>
          </span>
          <Flags step={step} />
        </span>
      </span>
      <span className="step-state">
        <StatusMark {...status} />
        <Took step={step} />
      </span>
    </li>
  );
}
