import type { Conflicts } from "#core/analysis/schedule/conflicts.ts";
import type { ChainLink } from "#core/analysis/schedule/critical-chain.ts";
import type { Schedule } from "#core/analysis/schedule/solve-schedule.ts";
import { durationText } from "./duration-text.ts";
import { textTable } from "./text-table.ts";

const barWidth = 50;

/** A schedule for a person: when each step runs, what everything waits for, and who is in whose way. */
export function printSchedule(
  schedule: Schedule,
  chain: readonly ChainLink[],
  conflicts: Conflicts | null,
): string {
  const proof = schedule.isOptimal
    ? "no schedule is shorter"
    : `at most ${(100 * schedule.gap).toFixed(1)} % longer than the shortest, which is at least ${durationText(schedule.lowerBoundSeconds)}`;
  const parts = [
    `${durationText(schedule.seconds)} with every likely duration: ${proof}.`,
    barsText(schedule, chain),
    conflicts === null ? "" : conflictsText(conflicts),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function barsText({ steps, seconds }: Schedule, chain: readonly ChainLink[]): string {
  const critical = new Map(chain.map((link) => [link.step, link]));
  const column = (at: number) => (seconds === 0 ? 0 : Math.round((barWidth * at) / seconds));
  const rows = steps.map(({ step, startSeconds, endSeconds }) => {
    const link = critical.get(step);
    const from = column(startSeconds);
    const length = Math.max(1, column(endSeconds) - from);
    const bar = `${" ".repeat(from)}${(link === undefined ? "-" : "#").repeat(length)}`;
    const waited = link?.resource == null ? "" : `  waits for ${link.resource}`;
    return [step, durationText(startSeconds), durationText(endSeconds), `|${bar}${waited}`] as const;
  });
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at as 0 | 1 | 2].length)));
  const lines = rows.map(
    ([step, start, end, bar]) =>
      `  ${step.padEnd(widths[0] ?? 0)}  ${start.padStart(widths[1] ?? 0)}  ${end.padStart(widths[2] ?? 0)}  ${bar}`,
  );
  return `From and until (# is what everything waits for)\n${lines.join("\n")}`;
}

function conflictsText({ clashes, orders, alone }: Conflicts): string {
  if (clashes.length === 0) return "None of them needs people or things that another needs at the same time.";
  const where = clashes.map(
    ({ resource, fromSeconds, untilSeconds, recoveries, demand, capacity }) =>
      `  ${resource}: ${recoveries.join(" and ")} need ${Number(demand.toFixed(3))} of ${capacity} from ${durationText(fromSeconds)} to ${durationText(untilSeconds)}`,
  );
  const rows = [
    ["served first", ...alone.map(({ recovery }) => recovery)],
    ["(alone)", ...alone.map(({ seconds }) => durationText(seconds))],
    ...orders.map(({ order, ends }) => [
      order[0] ?? "",
      ...alone.map(({ recovery }) => {
        const own = ends.find((end) => end.recovery === recovery);
        return `${durationText(own?.seconds ?? 0)}${own?.isMet === false ? " (missed)" : ""}`;
      }),
    ]),
  ];
  return `Conflicts\n${where.join("\n")}\n\nWhen each is done\n${textTable(rows)}`;
}
