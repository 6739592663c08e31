import { Link } from "@tanstack/react-router";
import type { StepDefinition } from "#core/model/step.ts";
import type { RunView, StepView } from "#core/run/view.ts";
import { actorName } from "#core/model/actor.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { jsonText } from "../../ui/json-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { StepCommands } from "./commands/step-commands.tsx";
import { type OpenAddress, withStep } from "./run-address.ts";
import { useFolded } from "./run-folded.ts";
import { stepStatus } from "./step-status.ts";
import { StepOutput } from "./step-output.tsx";
import "./step-detail.css";

type Props = {
  readonly run: RunView;
  readonly step: StepView;
  readonly openForm: string | null;
  /** The line of the output that the address names. */
  readonly line: number | null;
  /** A replay shows it: nothing can be done about it. */
  readonly isPast: boolean;
  readonly open: OpenAddress;
};

function approvalWords({ approval, approvals }: StepView): string | null {
  if (approval === null) return null;
  const given = approvals.length === 0 ? "nobody yet" : approvals.map(actorName).join(", ");
  const rule = approval.notTheStarter ? "; not by whoever started the run" : "";
  return `authority ${approval.by}, ${approval.quorum} needed${rule}. Given by ${given}.`;
}

function plannedWords(step: StepView): string {
  if (step.planned === null) return "unknown";
  const { minSeconds, likelySeconds, maxSeconds } = step.planned;
  if (minSeconds === maxSeconds) return formatDuration(likelySeconds);
  return `${formatDuration(likelySeconds)} (${formatDuration(minSeconds)} to ${formatDuration(maxSeconds)})`;
}

function instantOrNothing(at: string | null) {
  return at === null ? null : <Instant at={at} />;
}

function StepFacts({ run, step }: Pick<Props, "run" | "step">) {
  const waitsFor = step.after
    .filter((id) => run.steps.find((other) => other.id === id)?.settledAt === null)
    .map((id) => run.steps.find((other) => other.id === id)?.title ?? id);
  return (
    <Facts
      rows={[
        ["Responsible", <bdi key="r">{step.responsible}</bdi>],
        ["Accountable", <bdi key="a">{step.accountable}</bdi>],
        ["Taken by", step.takenBy === null ? null : actorName(step.takenBy)],
        ["Approval", approvalWords(step)],
        ["Waits for", step.status === "pending" ? waitsFor.join(", ") : null],
        ["Until", instantOrNothing(step.until)],
        ["Started", instantOrNothing(step.startedAt)],
        ["Settled", instantOrNothing(step.settledAt)],
        ["Took", step.durationSeconds === null ? null : formatDuration(step.durationSeconds)],
        ["Planned", plannedWords(step)],
        [
          "Attempts",
          step.claims > 1 || step.repeated
            ? `${step.claims}${step.repeated ? ", an effect was or may have been repeated" : ""}`
            : null,
        ],
        ["Decided", step.option],
      ]}
    />
  );
}

/** What a person is asked to do or to decide, above the buttons that answer it. */
function Asked({ step }: { readonly step: StepView }) {
  return (
    <div>
      <p className="step-instructions">
        <bdi>{step.instructions ?? step.question}</bdi>
      </p>
      <ul className="step-options">
        {step.options.map(({ id, title }) => (
          <li key={id}>
            <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Work({ step, definition }: Pick<Props, "step"> & { readonly definition: StepDefinition | null }) {
  const work = definition?.work;
  const checks = definition?.verify ?? [];
  return (
    <>
      {step.workaround === null ? null : (
        <p>
          <strong>Without the automation:</strong> <bdi>{step.workaround}</bdi>
        </p>
      )}
      {step.action === null && checks.length === 0 ? null : (
        <details>
          <summary>
            What it does:{" "}
            {[step.action, checks.length > 0 ? `${checks.length} checks` : null].filter(Boolean).join(", ")}
            {step.hasUndo ? "; can be undone" : ""}
          </summary>
          <pre className="hf-pre">
            {jsonText({
              ...(work?.type === "action" ? { action: work.action } : {}),
              ...(checks.length > 0 ? { verify: checks } : {}),
            })}
          </pre>
        </details>
      )}
    </>
  );
}

const isEmpty = (output: StepView["output"]) =>
  output === null || (typeof output === "object" && Object.keys(output).length === 0);

/** Everything about a step, and what can be done about it. */
export function StepDetail({ run, step, openForm, line, isPast, open }: Props) {
  const definition = useFolded().state.steps.get(step.id)?.definition ?? null;
  const isBad = step.status === "failed" || step.status === "unknown" || step.status === "undo-failed";
  return (
    <section className="panel step-detail" aria-labelledby="step-detail-title">
      <header className="panel-head">
        <h2 id="step-detail-title" tabIndex={-1}>
          <bdi>{step.title}</bdi>
        </h2>
        <Link
          className="step-close"
          to={paths.run}
          params={{ id: run.id }}
          search={(before: object) => withStep(before, {})}
          resetScroll={false}
        >
          Close
        </Link>
      </header>
      <div className="panel-body hf-stack">
        <p className="hf-row">
          <StatusMark {...stepStatus(step.status, step.activity)} />
          {step.slow ? <StatusMark kind="warning" word="slower than usual" /> : null}
          <span className="hf-dim">
            {step.phase} · <span className="hf-mono">{step.id}</span>
          </span>
        </p>
        {step.message === null ? null : (
          <Notice tone={isBad ? "failed" : "plain"}>
            <bdi className="step-message">{step.message}</bdi>
          </Notice>
        )}
        {step.instructions === null && step.question === null ? null : <Asked step={step} />}
        {isPast ? (
          <p className="hf-dim">This is a replay: what can be done stands in the live view.</p>
        ) : (
          <StepCommands run={run} step={step} definition={definition} openForm={openForm} open={open} />
        )}
        <Work step={step} definition={definition} />
        <StepFacts run={run} step={step} />
        {isEmpty(step.output) ? null : (
          <StepOutput run={run.id} step={step.id} output={step.output} line={line} />
        )}
      </div>
    </section>
  );
}
