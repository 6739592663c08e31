import type { Ref } from "../model/ref.ts";
import type { StepId } from "../model/step.ts";
import type { RunState, StepState } from "./state.ts";

/** Something only a person can move on. */
export type Attention = {
  readonly step: StepId;
  readonly title: string;
  readonly kind: "approve" | "do" | "decide" | "failed" | "unknown";
  /** The team or person it waits for. */
  readonly who: Ref;
  /** What to do, in one sentence. */
  readonly what: string;
  readonly since: string | null;
  /** When it is decided by itself; null when it waits for ever. */
  readonly until: string | null;
};

function attentionOf(step: StepState): Pick<Attention, "kind" | "who" | "what"> | null {
  const { definition } = step;
  switch (step.status) {
    case "awaiting-approval": {
      const given = step.approvals.length;
      const quorum = definition.approval?.quorum ?? 1;
      return {
        kind: "approve",
        who: definition.approval?.by ?? definition.accountable,
        what: quorum > 1 ? `Approve or refuse (${given} of ${quorum} given).` : "Approve or refuse.",
      };
    }
    case "awaiting-person":
      return { kind: "do", who: step.responsible, what: "Do it, then say that it is done." };
    case "awaiting-decision":
      return definition.work.type === "decision"
        ? { kind: "decide", who: definition.work.authority, what: definition.work.question }
        : { kind: "decide", who: definition.accountable, what: "Decide." };
    case "failed":
    case "undo-failed":
      return {
        kind: "failed",
        who: step.responsible,
        what: definition.workaround ?? "Retry, do it by hand, skip it with a reason, or abort.",
      };
    case "unknown":
      return {
        kind: "unknown",
        who: step.responsible,
        what: "Find out whether it took effect, then mark it done by hand or retry it.",
      };
    default:
      return null;
  }
}

/** Who must act next, the longest waiting first. Empty while the run needs nobody. */
export function attention(state: RunState): readonly Attention[] {
  if (state.status === "finished" || state.status === "none") return [];
  const list: Attention[] = [];
  for (const step of state.steps.values()) {
    const found = attentionOf(step);
    if (!found) continue;
    const { id, title } = step.definition;
    list.push({ step: id, title, ...found, since: step.settledAt ?? step.readyAt, until: step.until });
  }
  return list.sort((one, other) => (one.since ?? "").localeCompare(other.since ?? ""));
}
