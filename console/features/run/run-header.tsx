import { Link } from "@tanstack/react-router";
import type { PhaseClock } from "#core/run/phase-clock.ts";
import type { RunView } from "#core/run/view.ts";
import { serverAheadMilliseconds } from "../../api/server-clock.ts";
import { paths } from "../../paths.ts";
import { formatClock, formatDuration } from "../../ui/format-duration.ts";
import { Ago } from "../../ui/instant.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useNow } from "../../ui/use-now.ts";
import { clockAt } from "./live-clock.ts";
import { PhaseBar } from "./phase-bar.tsx";
import { runStatus } from "./step-status.ts";
import "./run-header.css";

type Props = { readonly run: RunView };

const shownAtOnce = 2;

function RunningNow({ run }: Props) {
  const running = run.steps.filter(
    ({ status }) => status === "running" || status === "dispatched" || status === "waiting",
  );
  return (
    <div className="run-answer">
      <h2>Running now</h2>
      {running.length === 0 ? <p className="hf-dim">Nothing is running.</p> : null}
      <ul>
        {running.slice(0, shownAtOnce).map(({ id, title, startedAt, slow }) => (
          <li key={id}>
            <Link to={paths.run} params={{ id: run.id }} search={{ step: id }} resetScroll={false}>
              <bdi>{title}</bdi>
            </Link>{" "}
            <span className="hf-dim">{startedAt === null ? "" : <Ago at={startedAt} />}</span>
            {slow ? <StatusMark kind="warning" word="slow" /> : null}
          </li>
        ))}
      </ul>
      {running.length > shownAtOnce ? (
        <p className="hf-dim">and {running.length - shownAtOnce} more</p>
      ) : null}
    </div>
  );
}

function MustActNext({ run }: Props) {
  const [first, ...others] = run.attention;
  return (
    <div className="run-answer" data-wanted={first !== undefined}>
      <h2>Must act next</h2>
      {first ? (
        <p>
          <StatusMark kind="person" word={first.who} />{" "}
          <Link to={paths.run} params={{ id: run.id }} search={{ step: first.step }} resetScroll={false}>
            <bdi>{first.title}</bdi>
          </Link>
        </p>
      ) : (
        <p className="hf-dim">Nobody: the run needs no person now.</p>
      )}
      {first ? (
        <p className="run-answer-more">
          {first.what} {first.since === null ? null : <Ago at={first.since} />}
        </p>
      ) : null}
      {others.length > 0 ? <p className="hf-dim">and {others.length} more below</p> : null}
    </div>
  );
}

const verdicts = {
  met: { kind: "ok", word: "RTO met" },
  missed: { kind: "failed", word: "RTO missed" },
  pending: { kind: "running", word: "within RTO so far" },
  "no-objective": { kind: "not-verified", word: "no RTO stated" },
  "no-impact": { kind: "not-verified", word: "no impact recorded" },
} as const;

/** The clock while it runs; what was measured once it has stopped. */
function clockText({ totalSeconds, endedAt }: PhaseClock): string {
  if (totalSeconds === null) return "–:––";
  return endedAt === null ? formatClock(totalSeconds) : formatDuration(totalSeconds);
}

function Elapsed({ run }: Props) {
  const now = useNow();
  const clock = clockAt(run, now + serverAheadMilliseconds());
  const verdict = verdicts[clock.verdict];
  const { totalSeconds, rtoSeconds } = clock;
  return (
    <div className="run-answer run-elapsed">
      <h2>Elapsed against RTO</h2>
      <p className="run-clock">
        <span className="run-clock-time">{clockText(clock)}</span>
        <span className="hf-dim">{rtoSeconds === null ? "no RTO" : `of ${formatDuration(rtoSeconds)}`}</span>
        <StatusMark {...verdict} />
      </p>
      {totalSeconds === null ? (
        <p className="hf-dim">The clock starts with the first failed transaction seen from outside.</p>
      ) : (
        <PhaseBar clock={clock} />
      )}
    </div>
  );
}

/** The four answers that must always be in sight. */
export function RunHeader({ run }: Props) {
  const status = runStatus(run.status, run.result);
  return (
    <section className="run-header" aria-label="State of the run">
      <RunningNow run={run} />
      <MustActNext run={run} />
      <Elapsed run={run} />
      <div className="run-answer">
        <h2>Mode and status</h2>
        <p>
          <strong className="run-mode" data-mode={run.mode}>
            {run.mode.toUpperCase()}
          </strong>{" "}
          <StatusMark {...status} />
        </p>
        <p className="hf-dim">
          {run.startedAt === null ? null : (
            <>
              started <Ago at={run.startedAt} />
            </>
          )}
        </p>
      </div>
    </section>
  );
}
