import { isJsonObject, type Json } from "#core/model/json.ts";
import type { RunView, StepView } from "#core/run/view.ts";

/** What a promotion loses, or would lose, as a step stated it. */
export type LossStatement = {
  readonly step: Pick<StepView, "id" | "title" | "settledAt">;
  readonly lossSeconds: number | null;
  readonly records: number;
  readonly acknowledgedRecords: number | null;
  readonly missing: readonly string[];
  readonly safePoint: { readonly lsn: string | null; readonly lastCommitAt: string | null };
};

const deepestLevel = 3;

function findStatement(value: Json, level: number): { readonly [key: string]: Json } | null {
  if (level > deepestLevel || typeof value !== "object" || value === null) return null;
  if (isJsonObject(value) && typeof value["records"] === "number" && "lossSeconds" in value) return value;
  for (const inner of Object.values(value)) {
    const found = findStatement(inner, level + 1);
    if (found) return found;
  }
  return null;
}

const text = (value: Json | undefined) => (typeof value === "string" ? value : null);
const number = (value: Json | undefined) => (typeof value === "number" ? value : null);

/** The newest statement of data loss in the outputs of the steps; null when none has been made. */
export function lossStatement(run: Pick<RunView, "steps">): LossStatement | null {
  const stated = run.steps.flatMap((step) => {
    const found = findStatement(step.output, 0);
    return found ? [{ step, found }] : [];
  });
  const newest = stated
    .sort((one, other) => (one.step.settledAt ?? "").localeCompare(other.step.settledAt ?? ""))
    .at(-1);
  if (!newest) return null;
  const { step, found } = newest;
  const missing = found["missing"];
  const safe = found["newestSafePoint"];
  return {
    step,
    lossSeconds: number(found["lossSeconds"]),
    records: number(found["records"]) ?? 0,
    acknowledgedRecords: number(found["acknowledgedRecords"]),
    missing: Array.isArray(missing) ? missing.map(String) : [],
    safePoint: isJsonObject(safe)
      ? { lsn: text(safe["lsn"]), lastCommitAt: text(safe["lastCommitAt"]) }
      : { lsn: null, lastCommitAt: null },
  };
}
