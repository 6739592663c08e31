import type { CampaignReport } from "./campaign.ts";

/** A campaign as a table for a terminal. */
export function reportTable({ seed, counts, verdict, healSeconds }: CampaignReport): string {
  const rows: readonly (readonly [string, number | string])[] = [
    ["seed", seed],
    ["runs", verdict.runs],
    ["kill -9 of nodes", counts.kills],
    ["nodes frozen", counts.freezes],
    ["PostgreSQL killed", counts.databaseKills],
    ["live edits", counts.edits],
    ["runs finished", verdict.finished],
    ["events", verdict.events],
    ["effects", verdict.effects],
    ["executors lost, in the log", verdict.executorsLost],
    ["late results, in the log", verdict.lateResults],
    ["effects repeated", verdict.repeated],
    ["repeated unrecorded", verdict.unrecorded],
    ["steps lost", verdict.lost],
    ["other faults", verdict.faults.length],
    ["seconds to finish after the last fault", healSeconds.toFixed(1)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
