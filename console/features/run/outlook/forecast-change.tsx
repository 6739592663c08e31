import { useEffect, useState } from "react";
import type { Remaining } from "#core/analysis/forecast/remaining.ts";
import type { RunCommand } from "../../../api/run-command.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import { useFolded } from "../run-folded.ts";
import { askOutlook } from "./ask-outlook.ts";
import { afterChange } from "./preview.ts";
import { outlookQuestion } from "./steps-under-way.ts";

type Props = {
  /** What would be sent as the form stands; null while it cannot be sent. */
  readonly command: RunCommand | null;
  readonly insertedSeconds: number | null;
};

const typingMilliseconds = 400;

type Change = { readonly before: Remaining; readonly after: Remaining };

function difference(before: number, after: number): string {
  const seconds = Math.round(after - before);
  if (seconds === 0) return "unchanged";
  return seconds > 0 ? `${formatDuration(seconds)} later` : `${formatDuration(-seconds)} sooner`;
}

function words({ before, after }: Change): string {
  const more = after.unknown.length - before.unknown.length;
  const unknown = more > 0 ? " The duration of the new step is unknown, so this is a lower bound." : "";
  const middle = difference(before.seconds.p50, after.seconds.p50);
  const late = difference(before.seconds.p95, after.seconds.p95);
  const back = difference(before.backSeconds.p95, after.backSeconds.p95);
  return `End of the run: P50 ${middle}, P95 ${late}. Service back (P95): ${back}.${unknown}`;
}

/** What a change of a running run does to its forecast, before it is made. */
export function ForecastChange({ command, insertedSeconds }: Props) {
  const { state, me } = useFolded();
  const [change, setChange] = useState<Change | null>(null);
  const key = JSON.stringify([command, insertedSeconds]);
  useEffect(() => {
    let isOld = false;
    setChange(null);
    const timer = setTimeout(() => {
      if (command === null || me === null) return;
      const now = Date.now();
      const at = new Date(now).toISOString();
      const changed = afterChange(state, command, { actor: me, at, insertedSeconds });
      const asked = [outlookQuestion(state, now), changed === null ? null : outlookQuestion(changed, now)];
      const questions = asked.filter((question) => question !== null);
      if (questions.length < 2) return;
      void askOutlook(questions).then(([one, other]) => {
        if (isOld || one?.status !== "forecast" || other?.status !== "forecast") return;
        setChange({ before: one.remaining, after: other.remaining });
      });
    }, typingMilliseconds);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed decides, not each event of the run
  }, [key]);
  if (change === null) return null;
  return (
    <p className="command-forecast" role="status">
      <strong>What it changes:</strong> {words(change)}
    </p>
  );
}
