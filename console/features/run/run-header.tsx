import type { Actor } from "#core/model/actor.ts";
import type { RunView } from "#core/run/view.ts";
import { formatClock, formatDuration } from "../../ui/format-duration.ts";
import { StatusMark } from "../../ui/status-mark.tsx";
import { attentionFor, isMine } from "./my-turn.ts";
import type { Deadline } from "./deadlines.ts";
import { Elapsed } from "./elapsed.tsx";
import type { Outlook } from "./outlook/use-outlook.ts";
import { useRunNow } from "./run-time.ts";
import { Since } from "./since.tsx";
import { StepLink } from "./step-link.tsx";
import { runStatus } from "./step-status.ts";
import "./run-header.css";

type Props = {
  readonly run: RunView;
  readonly me: Actor | null;
  readonly outlook: Outlook | null;
  readonly due: readonly Deadline[];
};

const shownAtOnce = 2;

function RunningNow({ run }: Pick<Props, "run">) {
  const running = run.steps.filter(
    ({ status }) => status === "running" || status === "dispatched" || status === "waiting",
  );
  const settled = run.steps.filter(({ settledAt }) => settledAt !== null).length;
  return (
    <div className="run-answer">
      <h2>
        What runs <StatusMark {...runStatus(run.status, run.result)} />
      </h2>
      {running.length === 0 ? <p className="hf-dim">Nothing is running.</p> : null}
      <ul>
        {running.slice(0, shownAtOnce).map(({ id, title, startedAt, slow }) => (
          <li key={id}>
            <StepLink run={run.id} step={id}>
              <bdi>{title}</bdi>
            </StepLink>{" "}
            <span className="hf-dim">{startedAt === null ? "" : <Since at={startedAt} />}</span>
            {slow ? <StatusMark kind="warning" word="slow" /> : null}
          </li>
        ))}
      </ul>
      <p className="hf-dim run-answer-more">
        {running.length > shownAtOnce ? `and ${running.length - shownAtOnce} more; ` : ""}
        {settled} of {run.steps.length} steps settled
      </p>
    </div>
  );
}

const verbs = {
  approve: "approve",
  do: "do",
  decide: "decide",
  failed: "deal with",
  unknown: "find out about",
} as const;

function MustActNext({ run, me }: Pick<Props, "run" | "me">) {
  const [first, ...others] = attentionFor(run, me);
  const mine = first !== undefined && isMine(run, first, me);
  return (
    <div className="run-answer" data-wanted={first !== undefined} data-mine={mine}>
      <h2>Who must act next</h2>
      {first ? (
        <p>
          <StatusMark
            kind={first.kind === "failed" ? "failed" : "person"}
            word={mine ? `You: ${verbs[first.kind]}` : first.who}
          />{" "}
          <StepLink run={run.id} step={first.step}>
            <bdi>{first.title}</bdi>
          </StepLink>
        </p>
      ) : (
        <p className="hf-dim">{run.status === "finished" ? "The run is over." : "Nobody, for now."}</p>
      )}
      {first ? (
        <p className="run-answer-more">
          {mine ? `As ${first.who}. ` : ""}
          {first.what} {first.since === null ? null : <Since at={first.since} ago />}
        </p>
      ) : null}
      {others.length > 0 ? <p className="hf-dim">and {others.length} more waiting</p> : null}
    </div>
  );
}

function NextDeadline({ run, due }: Pick<Props, "run" | "due">) {
  const now = useRunNow();
  const [next, after] = due;
  return (
    <div className="run-answer">
      <h2>Next deadline</h2>
      {next === undefined ? (
        <p className="hf-dim">Nothing comes due by itself.</p>
      ) : (
        <p className="run-clock">
          <span className="run-clock-time">{formatClock((next.at - now) / 1000)}</span>
          <span>
            {next.step === null ? (
              next.what
            ) : (
              <StepLink run={run.id} step={next.step}>
                <bdi>{next.what}</bdi>
              </StepLink>
            )}
          </span>
        </p>
      )}
      {after === undefined ? null : (
        <p className="hf-dim run-answer-more">
          then in {formatDuration(Math.max(1, Math.round((after.at - now) / 1000)))}: <bdi>{after.what}</bdi>
        </p>
      )}
    </div>
  );
}

/** The four answers that are in sight all the time: what runs, who must act, the time, what comes due. */
export function RunHeader({ run, me, outlook, due }: Props) {
  return (
    <section className="run-header" aria-label="State of the run">
      <RunningNow run={run} />
      <MustActNext run={run} me={me} />
      <Elapsed run={run} outlook={outlook} />
      <NextDeadline run={run} due={due} />
    </section>
  );
}
