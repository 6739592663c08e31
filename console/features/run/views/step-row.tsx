import { memo } from "react";
import type { StepView } from "#core/run/view.ts";
import { formatCoarse, formatDuration } from "../../../ui/format-duration.ts";
import { Icon } from "../../../ui/icon.tsx";
import { StatusMark } from "../../../ui/status-mark.tsx";
import { useRunNow } from "../run-time.ts";
import { StepLink } from "../step-link.tsx";
import { stepStatus } from "../step-status.ts";
import { groupOf } from "./step-filter.ts";

type Props = {
  readonly run: string;
  readonly step: StepView;
  readonly number: number;
  readonly isSelected: boolean;
  /** Of the step that stands for a group. */
  readonly folding: { readonly isFolded: boolean; readonly toggle: () => void } | null;
  /** Pixels from the top of the list, where only some rows are drawn. */
  readonly top?: number;
  readonly index?: number;
  /** How many rows the list has, where only some are drawn. */
  readonly rows?: number;
  readonly measure?: (element: HTMLElement | null) => void;
};

function RunningTime({ since }: { readonly since: string }) {
  return formatCoarse(Math.max(0, (useRunNow() - Date.parse(since)) / 1000));
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

/** A step in a line or two. Of hundreds of rows only those are drawn anew that have changed. */
export const StepRow = memo(function StepRow(props: Props) {
  const { run, step, number, isSelected, folding, top, index, rows, measure } = props;
  const status = stepStatus(step.status, step.activity);
  return (
    <li
      ref={measure}
      className="step-row"
      data-index={index}
      data-selected={isSelected}
      data-kind={status.kind}
      data-pending={step.status === "pending"}
      data-inner={groupOf(step.id) !== null}
      aria-setsize={rows}
      aria-posinset={index === undefined ? undefined : index + 1}
      style={top === undefined ? undefined : { position: "absolute", top, left: 0, right: 0 }}
    >
      <span className="step-number" aria-hidden="true">
        {number}
      </span>
      <span className="step-main">
        <StepLink run={run} step={step.id} className="step-link" isCurrent={isSelected}>
          <bdi>{step.title}</bdi>
        </StepLink>
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
      {folding === null ? null : (
        <button
          type="button"
          className="step-fold"
          aria-expanded={!folding.isFolded}
          aria-label={`Steps of ${step.title}`}
          onClick={folding.toggle}
        >
          <Icon name={folding.isFolded ? "right" : "down"} size={12} />
        </button>
      )}
    </li>
  );
});
