import type { Schedule } from "../../api/forecast.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import type { GanttBar } from "./gantt-layout.ts";

/** What the critical chain says of a step; absent where it is not on it. */
export type Waited = { readonly waitedFor: string; readonly resource: string | null } | undefined;

/** Whom a step needs. */
export function needsText(needs: GanttBar["needs"]): string {
  const parts = Object.entries(needs).filter(([, amount]) => amount > 0);
  return parts.map(([name, amount]) => (amount === 1 ? name : `${amount} of ${name}`)).join(", ") || "nobody";
}

/** For whom a step waited: said by the critical chain, or read off its needs. */
export function waitText(bar: GanttBar, link: Waited): string {
  if (bar.waitSeconds === 0) return "";
  const who = link?.resource ?? (Object.keys(bar.needs).join(" or ") || "its time");
  return `waits ${formatDuration(bar.waitSeconds)} for ${who}`;
}

/** How far the plan may be from the shortest. */
export function planBoundText({ isOptimal, lowerBoundSeconds, gap }: Schedule): string {
  if (isOptimal) return "No plan is shorter: this is proven.";
  return `No plan can be shorter than ${formatDuration(lowerBoundSeconds)}; this one is at most ${Number((gap * 100).toFixed(1))} % longer than the shortest.`;
}

/** All of a bar in one line. */
export function barText(bar: GanttBar, title: string, link: Waited): string {
  const { startSeconds, endSeconds, isCritical } = bar;
  const times = `${formatDuration(startSeconds)} to ${formatDuration(endSeconds)}`;
  const parts = [title, times, `needs ${needsText(bar.needs)}`, waitText(bar, link)];
  return [...parts, isCritical ? "on the critical chain" : ""].filter(Boolean).join(", ");
}
