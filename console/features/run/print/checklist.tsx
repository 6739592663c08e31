import type { RunView, StepView } from "#core/run/view.ts";
import { isSettled } from "#core/run/state.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import { useStepTitles } from "../step-titles.ts";
import { stepStatus } from "../step-status.ts";

type Props = { readonly run: RunView };

function What({ step }: { readonly step: StepView }) {
  return (
    <>
      {step.instructions === null ? null : <p className="print-text">{step.instructions}</p>}
      {step.question === null ? null : (
        <p className="print-text">
          {step.question} {step.options.map(({ title }) => `☐ ${title}`).join("  ")}
        </p>
      )}
      {step.action === null ? null : (
        <p>
          By itself: <span className="hf-mono">{step.action}</span>
        </p>
      )}
      {step.workaround === null ? null : (
        <p className="print-text">
          <strong>By hand:</strong> {step.workaround}
        </p>
      )}
      {step.approval === null ? null : (
        <p>
          <strong>Gate:</strong> {step.approval.quorum} of {step.approval.by}
          {step.approval.notTheStarter ? ", not whoever started the run" : ""}. ☐ approved by ____________
        </p>
      )}
    </>
  );
}

/** The steps to be ticked off by hand, with all that is needed when there is no screen. */
export function Checklist({ run }: Props) {
  const titles = useStepTitles(run);
  return (
    <table className="print-table">
      <thead>
        <tr>
          <th scope="col">Done</th>
          <th scope="col">Step</th>
          <th scope="col">Who</th>
          <th scope="col">Time, name</th>
        </tr>
      </thead>
      <tbody>
        {run.steps.map((step, index) => (
          <tr key={step.id}>
            <td className="print-box">
              {isSettled(step.status) ? "☒" : "☐"}
              <span className="print-state">{stepStatus(step.status, step.activity).word}</span>
            </td>
            <td>
              <strong>
                {index + 1}. <bdi>{step.title}</bdi>
              </strong>
              <p className="hf-dim">
                {step.after.length === 0
                  ? "May begin at once."
                  : `After: ${step.after.map((id) => titles.get(id) ?? id).join("; ")}.`}
                {step.planned === null ? "" : ` Planned ${formatDuration(step.planned.likelySeconds)}.`}
              </p>
              <What step={step} />
            </td>
            <td>
              <bdi>{step.responsible}</bdi>
            </td>
            <td className="print-blank" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
