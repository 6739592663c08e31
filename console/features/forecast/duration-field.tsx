import { useEffect, useId, useState } from "react";
import type { DurationChange } from "#core/analysis/forecast/duration-change.ts";
import { likelySecondsOf } from "#core/analysis/forecast/duration-model.ts";
import type { ForecastStep } from "#core/analysis/forecast/forecast-model.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { fieldText, modelText, parseChangeText } from "./change-text.ts";

type Props = {
  readonly step: ForecastStep;
  readonly title: string;
  readonly change: DurationChange | undefined;
  readonly onChange: (change: DurationChange | null) => void;
};

const least = 10;
const most = 300;
const stride = 5;

/** What the slider shows: the share of the likely time, whichever way the change was given. */
function percentOf({ duration }: ForecastStep, change: DurationChange | undefined): number {
  if (change === undefined) return 100;
  if (change.type === "percent") return change.percent;
  const likely = likelySecondsOf(duration);
  return likely === 0 ? 100 : (100 * change.likelySeconds) / likely;
}

/** The time of one step: a slider for a share of it, and a field for whoever knows better. */
export function DurationField({ step, title, change, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState(fieldText(change));
  const shown = fieldText(change);
  // What is being typed stays as it is typed; a slider, an undo or another address replaces it.
  useEffect(() => {
    setTyped((before) => (fieldText(parseChangeText(before) ?? undefined) === shown ? before : shown));
  }, [shown]);
  const isUnknown = step.duration.type === "unknown";
  const isWrong = typed.trim() !== "" && parseChangeText(typed) === null;
  const percent = percentOf(step, change);
  const likely = likelySecondsOf(step.duration) * (percent / 100);
  const type = (text: string) => {
    setTyped(text);
    const read = parseChangeText(text);
    if (read !== null) onChange(read);
    else if (text.trim() === "") onChange(null);
  };
  return (
    <div className="what-if-step" data-changed={change !== undefined}>
      <div className="what-if-step-head">
        <span id={`${id}-name`}>
          <bdi>{title}</bdi>
        </span>
        <span className="hf-dim what-if-known">{modelText(step.duration)}</span>
      </div>
      <div className="what-if-step-fields">
        {isUnknown ? (
          <span className="hf-dim">Give it a time:</span>
        ) : (
          <input
            type="range"
            min={least}
            max={most}
            step={stride}
            value={Math.min(most, Math.max(least, percent))}
            aria-labelledby={`${id}-name`}
            aria-valuetext={`${Math.round(percent)} % of its time, likely ${formatDuration(likely)}`}
            onChange={(event) => {
              const value = event.currentTarget.valueAsNumber;
              onChange(value === 100 ? null : { type: "percent", percent: value });
            }}
          />
        )}
        <input
          className="what-if-exact"
          aria-label={`Time of ${title}`}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          placeholder={isUnknown ? "20 min" : "100 %"}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </div>
      {isWrong ? (
        <p className="what-if-wrong" id={`${id}-wrong`} role="alert">
          Write 20 min, 10 min / 20 min / 1 h (ascending) or 50 %.
        </p>
      ) : null}
    </div>
  );
}
