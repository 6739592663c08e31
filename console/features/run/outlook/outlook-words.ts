import type { RunView } from "#core/run/view.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import type { Outlook } from "./use-outlook.ts";

function whole(seconds: number): string {
  return formatDuration(Math.max(0, seconds < 10 ? seconds : Math.round(seconds)));
}

function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "more than 99 %";
  if (rounded === 0 && share > 0) return "less than 1 %";
  return `${rounded} %`;
}

/** Why the numbers are no more than a lower bound; null when they are whole. */
export function boundWords({ remaining, isPaused, gates }: Outlook): string | null {
  const { unknown, overdue } = remaining;
  const parts = [
    isPaused ? "the run is paused" : "",
    unknown.length > 0
      ? `${unknown.length} ${unknown.length === 1 ? "duration is" : "durations are"} unknown`
      : "",
    overdue.length > 0
      ? `${overdue.length} ${overdue.length === 1 ? "step lasts" : "steps last"} longer than ever expected`
      : "",
    gates > 0 ? `waiting at ${gates} ${gates === 1 ? "gate is" : "gates are"} not counted` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join(", ");
}

/** What is still to come, in a line or two; `now` is in milliseconds since 1970. */
export function outlookLines(outlook: Outlook, run: Pick<RunView, "clock">, now: number): readonly string[] {
  const { remaining, at } = outlook;
  const passed = Math.max(0, (now - at) / 1000);
  const bound = boundWords(outlook);
  const least = bound === null ? "" : "at least ";
  const isOut = run.clock.beganAt !== null && run.clock.endedAt === null;
  const { p50, p95 } = isOut ? remaining.backSeconds : remaining.seconds;
  const subject = isOut ? "Back in" : "Finished in";
  const met = remaining.probabilityBackWithin;
  const first = `${subject} ${least}${whole(p50 - passed)} (P50), ${whole(p95 - passed)} (P95)${
    met === null || bound !== null ? "" : `: ${percent(met)} within RTO`
  }`;
  return bound === null ? [first] : [first, `Lower bound: ${bound}.`];
}
