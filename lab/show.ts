import type { JsonObject } from "#core/model/json.ts";
import type { FaultEntry } from "./control.ts";
import { sites } from "./site/sites.ts";
import type { LabStatus } from "./status.ts";

/** The status for people: one line per part, aligned. */
export function showStatus(status: LabStatus): string {
  const { probe, impact, witness, writers, relay } = status;
  const route = (relay["entrances"] as { orders?: JsonObject } | undefined)?.orders;
  const violations = writers["violations"];
  const rows: readonly (readonly [string, string])[] = [
    ["lab", `${status.phase}, ${status.replication}, ports from ${status.basePort}, ${status.folder}`],
    ...sites.flatMap((site): readonly (readonly [string, string])[] => {
      const { database, application } = status.sites[site];
      const waits = database.synchronousStandby ? `, commits wait for ${database.synchronousStandby}` : "";
      const app = application["role"]
        ? `answers, database ${text(application["role"])}`
        : text(application["unreachable"]);
      return [
        [
          `database ${site}`,
          `${database.status}, port ${database.port}, ${database.processes} processes${waits}`,
        ],
        [`application ${site}`, app],
      ];
    }),
    [
      "entrance",
      route
        ? `${text(route["mode"])} to ${text(route["active"])}, ${status.entranceUrl}`
        : text(relay["unreachable"]),
    ],
    ["probe", describeProbe(probe)],
    ["impact", describeImpact(impact)],
    ["witness", describeWitness(witness)],
    [
      "writers",
      Array.isArray(violations) ? `${violations.length} times two at once` : text(writers["unreachable"]),
    ],
    ["faults", status.faults.length === 0 ? "none" : status.faults.join(", ")],
    ...Object.entries(status.processes)
      .filter(([, { running }]) => !running)
      .map(([name]): readonly [string, string] => [name, "does not run"]),
  ];
  return align(rows);
}

/** The catalogue of faults for people. */
export function showFaults(faults: readonly FaultEntry[]): string {
  const rows = faults.flatMap((fault): readonly (readonly [string, string])[] => [
    [fault.name, `${fault.title}${fault.active ? " (now)" : ""}`],
    ["", fault.unavailable ? `not possible here: ${fault.unavailable}` : fault.happens],
    ...(fault.unavailable ? [] : [["", fault.expect] as const]),
  ]);
  return align(rows);
}

function describeProbe(probe: JsonObject): string {
  if (probe["unreachable"]) return text(probe["unreachable"]);
  const latency = probe["latencyMilliseconds"] as JsonObject;
  return (
    `${text(probe["acknowledged"])} orders acknowledged, ${text(probe["refused"])} refused, ` +
    `${text(probe["unknown"])} unknown, p99 ${text(latency["p99"])} ms`
  );
}

function describeImpact(impact: JsonObject): string {
  if (impact["unreachable"]) return text(impact["unreachable"]);
  if (impact["beganAt"] === null) return "none";
  const ended = impact["endedAt"] === null ? "and lasts" : `to ${text(impact["endedAt"])}`;
  return `from ${text(impact["beganAt"])} ${ended}, ${text(impact["failedTransactions"])} orders failed`;
}

function describeWitness(witness: JsonObject): string {
  if (witness["unreachable"]) return text(witness["unreachable"]);
  const site = witness["site"] ? ` (${text(witness["site"])})` : "";
  const evidence = Array.isArray(witness["evidence"]) ? witness["evidence"].join("; ") : "";
  return `${text(witness["verdict"])}${site}${evidence ? `: ${evidence}` : ""}`;
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "-";
}

function align(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`.trimEnd()).join("\n");
}
