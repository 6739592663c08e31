import type { PhaseClock } from "#core/run/phase-clock.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import "./phase-bar.css";

type Props = { readonly clock: PhaseClock };

/** Where the time went, to scale against the objective, with the numbers under it. */
export function PhaseBar({ clock }: Props) {
  const { totalSeconds, rtoSeconds, phases } = clock;
  if (totalSeconds === null) return null;
  const scale = Math.max(totalSeconds, rtoSeconds ?? 0, 1);
  return (
    <div className="phase-bar">
      <div className="phase-track" aria-hidden="true">
        {phases.map(({ phase, seconds }) => (
          <span
            key={phase}
            className="phase-part"
            data-phase={phase}
            style={{ width: `${(100 * seconds) / scale}%` }}
            title={`${phase}: ${formatDuration(seconds)}`}
          />
        ))}
        {rtoSeconds === null || rtoSeconds >= scale ? null : (
          <span className="phase-limit" style={{ left: `${(100 * rtoSeconds) / scale}%` }} title="RTO" />
        )}
      </div>
      <dl className="phase-numbers">
        {phases.map(({ phase, seconds, evidence }) => (
          <div key={phase} title={evidence} data-empty={seconds === 0}>
            <dt>
              <span className="phase-key" data-phase={phase} aria-hidden="true" />
              {phase}
            </dt>
            <dd>{formatDuration(seconds)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
