import type { DetectionRule } from "../../api/detection.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";

/** How a rule stands, as a symbol and a word. Flapping and silence need somebody, whatever it looks like now. */
export function ruleMark({
  status,
  flappingSince,
  silentSince,
}: Pick<DetectionRule, "status" | "flappingSince" | "silentSince">): {
  readonly kind: StatusKind;
  readonly word: string;
} {
  if (flappingSince !== null) return { kind: "person", word: "Flaps, held" };
  if (status === "raised") return { kind: "failed", word: "Failing" };
  if (silentSince !== null) return { kind: "blocked", word: "Silent" };
  return status === "well" ? { kind: "ok", word: "Well" } : { kind: "not-verified", word: "Unknown" };
}

/** What one vantage point says, as a symbol and a word. */
export const sayingMarks = {
  failing: { kind: "failed", word: "Failing" },
  healthy: { kind: "ok", word: "Well" },
  unknown: { kind: "not-verified", word: "Unknown" },
} as const satisfies { readonly [saying: string]: { readonly kind: StatusKind; readonly word: string } };
