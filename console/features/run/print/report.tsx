import { actorName } from "#core/model/actor.ts";
import type { RunView } from "#core/run/view.ts";
import type { ToldRunEvent } from "../../../api/runs.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import { Instant } from "../../../ui/instant.tsx";
import { eventWords } from "../event-words.ts";
import { FinishedPanel } from "../finished-panel.tsx";
import { LossNotice } from "../loss-notice.tsx";
import { quietEvents } from "../quiet-events.ts";
import { stepStatus } from "../step-status.ts";
import { useStepTitles } from "../step-titles.ts";

type Props = { readonly run: RunView; readonly events: readonly ToldRunEvent[] };

function Steps({ run }: Pick<Props, "run">) {
  return (
    <table className="print-table">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Outcome</th>
          <th scope="col">Who</th>
          <th scope="col">Started</th>
          <th scope="col">Took</th>
          <th scope="col">Planned</th>
        </tr>
      </thead>
      <tbody>
        {run.steps.map((step) => (
          <tr key={step.id}>
            <td>
              <bdi>{step.title}</bdi>
              {step.message === null ? null : <p className="print-text hf-dim">{step.message}</p>}
            </td>
            <td>
              {stepStatus(step.status, step.activity).word}
              {step.option === null ? "" : `: ${step.option}`}
            </td>
            <td>
              <bdi>{step.takenBy === null ? step.responsible : actorName(step.takenBy)}</bdi>
            </td>
            <td>{step.startedAt === null ? "–" : <Instant at={step.startedAt} />}</td>
            <td>{step.durationSeconds === null ? "–" : formatDuration(step.durationSeconds)}</td>
            <td>{step.planned === null ? "unknown" : formatDuration(step.planned.likelySeconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How it went: the result, the steps against the plan, and everything that happened. */
export function Report({ run, events }: Props) {
  const titles = useStepTitles(run);
  return (
    <>
      {run.status === "finished" ? <FinishedPanel run={run} /> : null}
      <LossNotice run={run} />
      <h2>Steps</h2>
      <Steps run={run} />
      <h2>What happened</h2>
      <ol className="print-log">
        {quietEvents(events).map((event) => {
          const { text, said } = eventWords(event, (id) => titles.get(id) ?? id);
          return (
            <li key={event.version}>
              <Instant at={event.at} /> {text} {said === null ? null : <q>{said}</q>}{" "}
              <bdi className="hf-dim">{actorName(event.actor)}</bdi>
            </li>
          );
        })}
      </ol>
    </>
  );
}
