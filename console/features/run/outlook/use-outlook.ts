import { useEffect, useRef, useState } from "react";
import type { Remaining, RemainingAnswer } from "#core/analysis/forecast/remaining.ts";
import type { RunState } from "#core/run/state.ts";
import { askOutlook } from "./ask-outlook.ts";
import { openGates, outlookQuestion } from "./steps-under-way.ts";

/** What is left of the run, as it was forecast at `at` (milliseconds since 1970). */
export type Outlook = {
  readonly at: number;
  readonly remaining: Remaining;
  readonly gates: number;
  readonly isPaused: boolean;
};

/** Time passes without events too: a step that lasts makes the end later. */
const againMilliseconds = 5000;

function outlookOf(answer: RemainingAnswer | undefined, state: RunState, at: number): Outlook | null {
  if (answer?.status !== "forecast") return null;
  const { remaining } = answer;
  return { at, remaining, gates: openGates(state), isPaused: state.status === "paused" };
}

/**
 * The forecast of the rest of the run, made anew as events come and as time passes; null where there is none. `moment`
 * is that of a replay, null is now.
 */
export function useOutlook(state: RunState, now: number, moment: number | null): Outlook | null {
  const [outlook, setOutlook] = useState<Outlook | null>(null);
  const beat = moment ?? Math.floor(now / againMilliseconds);
  const latest = useRef({ state, moment });
  latest.current = { state, moment };
  const isAsking = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  useEffect(() => {
    const ask = async () => {
      // One question at a time; what came meanwhile is asked next.
      if (isAsking.current) return;
      isAsking.current = true;
      for (let asked: RunState | null = null; isHere.current && asked !== latest.current.state; ) {
        asked = latest.current.state;
        const at = latest.current.moment ?? Date.now();
        const question = outlookQuestion(asked, at);
        const [answer] = question === null ? [] : await askOutlook([question]);
        if (isHere.current) setOutlook(outlookOf(answer, asked, at));
      }
      isAsking.current = false;
    };
    void ask();
  }, [state, beat, moment]);
  return outlook;
}
