import type { DocumentPath } from "../model/document-path.ts";
import type { JsonObject } from "../model/json.ts";
import type { MonitorSpec } from "../model/monitor.ts";
import type { RunbookSpec, RunbookStep } from "../model/runbook.ts";

/** A place of a runbook that calls a connector. */
export type ConnectorCall = {
  readonly role: "action" | "undo" | "precondition" | "verify" | "impact" | "watch";
  /** An action is carried out, a check is read. */
  readonly type: "action" | "check";
  readonly connector: string;
  /** The name of the action or the check. */
  readonly name: string;
  readonly with: JsonObject;
  readonly path: DocumentPath;
};

/** The calls of one step itself, not those of its sub-steps. */
export function stepCalls(step: RunbookStep, path: DocumentPath): readonly ConnectorCall[] {
  const calls: ConnectorCall[] = [];
  for (const role of ["action", "undo"] as const) {
    const action = step[role];
    if (!action) continue;
    const { connector, do: name, with: parameters } = action;
    calls.push({ role, type: "action", connector, name, with: parameters, path: [...path, role] });
  }
  for (const role of ["precondition", "verify"] as const) {
    for (const [index, { connector, check: name, with: parameters }] of step[role].entries()) {
      calls.push({ role, type: "check", connector, name, with: parameters, path: [...path, role, index] });
    }
  }
  return calls;
}

/** The call that reads the outside record of the impact, where the runbook has one. */
export function impactCall(spec: RunbookSpec): ConnectorCall | null {
  if (!spec.impact) return null;
  const { connector, check: name, with: parameters } = spec.impact;
  return { role: "impact", type: "check", connector, name, with: parameters, path: ["spec", "impact"] };
}

/** What a monitor looks at, where it says so. */
export function watchCall(spec: MonitorSpec): ConnectorCall | null {
  if (!spec.check) return null;
  const { connector, check: name, with: parameters } = spec.check;
  return { role: "watch", type: "check", connector, name, with: parameters, path: ["spec", "check"] };
}
