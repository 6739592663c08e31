import { useEffect, useState } from "react";
import { applyEvent } from "#core/run/evolve.ts";
import { initialRunState, type RunState } from "#core/run/state.ts";
import { askOutlook } from "../outlook/ask-outlook.ts";
import { outlookQuestion } from "../outlook/steps-under-way.ts";
import type { Span } from "./gantt-rows.ts";

const nothing: ReadonlyMap<string, Span> = new Map();

/** The run as it stood at its first moment, from what it still knows of it: its plan. */
function atStart({ plan, startedAt, startedBy, measuredSeconds }: RunState): RunState | null {
  if (plan === null || startedAt === null || startedBy === null) return null;
  const draft = initialRunState();
  applyEvent(draft, {
    type: "RunStarted",
    // Plans are compared in the time of a live run, whatever the mode was.
    data: {
      plan,
      mode: "live",
      reason: "",
      impact: null,
      detection: null,
      slowAfterSeconds: {},
      measuredSeconds,
    },
    actor: startedBy,
    at: startedAt,
  });
  return draft;
}

/** When each step of the plan would have been done if everything had taken its likely time. */
export function usePlanned(state: RunState): ReadonlyMap<string, Span> {
  const [planned, setPlanned] = useState(nothing);
  const { plan, startedAt } = state;
  useEffect(() => {
    let isGone = false;
    const first = atStart(state);
    const begin = Date.parse(startedAt ?? "");
    const question = first === null ? null : outlookQuestion(first, begin);
    if (question === null) return;
    void askOutlook([question]).then(([answer]) => {
      if (isGone || answer?.status !== "forecast") return;
      const spans = answer.remaining.plan.map(({ step, startSeconds, endSeconds }): [string, Span] => [
        step,
        { from: begin + startSeconds * 1000, to: begin + endSeconds * 1000 },
      ]);
      setPlanned(new Map(spans));
    });
    return () => {
      isGone = true;
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the plan of a run stays what it was at the start
  }, [plan, startedAt]);
  return planned;
}
