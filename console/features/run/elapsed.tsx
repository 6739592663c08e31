import type { PhaseClock } from "#core/run/phase-clock.ts";
import type { RunView } from "#core/run/view.ts";
import { formatClock, formatDuration } from "../../ui/format-duration.ts";
import { StatusMark } from "../../ui/status-mark.tsx";
import { clockAt } from "./live-clock.ts";
import { outlookLines } from "./outlook/outlook-words.ts";
import type { Outlook } from "./outlook/use-outlook.ts";
import { PhaseBar } from "./phase-bar.tsx";
import { useRunNow } from "./run-time.ts";

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

function limits({ rtoSeconds, mtdSeconds }: RunView): string {
  const rto = rtoSeconds === null ? "no RTO" : `of ${formatDuration(rtoSeconds)} RTO`;
  return mtdSeconds === null ? rto : `${rto}, ${formatDuration(mtdSeconds)} tolerable`;
}

type Props = { readonly run: RunView; readonly outlook: Outlook | null };

/** The time used against what is promised and what is tolerable, and what is still to come. */
export function Elapsed({ run, outlook }: Props) {
  const now = useRunNow();
  const clock = clockAt(run, now);
  const { totalSeconds } = clock;
  return (
    <div className="run-answer run-elapsed">
      <h2>Time used</h2>
      <p className="run-clock">
        <span className="run-clock-time">{clockText(clock)}</span>
        <span className="hf-dim">{limits(run)}</span>
        <StatusMark {...verdicts[clock.verdict]} />
      </p>
      {outlook === null
        ? null
        : outlookLines(outlook, run, now).map((line) => (
            <p key={line} className="run-outlook">
              {line}
            </p>
          ))}
      {totalSeconds === null ? (
        <p className="hf-dim run-answer-more">
          The clock starts with the first failed transaction seen from outside.
        </p>
      ) : (
        <PhaseBar clock={clock} />
      )}
    </div>
  );
}
