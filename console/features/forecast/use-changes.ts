import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import { isChanged, searchOf, whatIfOf } from "./forecast-search.ts";

/** The address follows a slider when it rests so long. */
const restMilliseconds = 300;

const nothing: WhatIf = { capacity: {}, durations: {} };
const textOf = (whatIf: WhatIf) => JSON.stringify(searchOf(whatIf));

/** Changes under way, and how to take them back. */
export type Changes = {
  /** As they are on the page this moment. */
  readonly now: WhatIf;
  /** As they rest, and stand in the address. */
  readonly settled: WhatIf;
  readonly isChanged: boolean;
  readonly set: (next: WhatIf) => void;
  readonly reset: () => void;
  readonly undo: () => void;
  readonly canUndo: boolean;
};

type Address = { readonly capacity?: string; readonly duration?: string };

/** Keeps changes in the address: at once on the page, in the address when they rest, so that back takes them back. */
export function useChanges(address: Address, onSettle: (next: Address) => void): Changes {
  const { capacity, duration } = address;
  const settled = useMemo(
    () =>
      whatIfOf({ ...(capacity !== undefined && { capacity }), ...(duration !== undefined && { duration }) }),
    [capacity, duration],
  );
  const [draft, setDraft] = useState<WhatIf | null>(null);
  const [before, setBefore] = useState<readonly WhatIf[]>([]);
  const settle = useRef(onSettle);
  useEffect(() => {
    settle.current = onSettle;
  });
  const written = useRef<string | null>(null);
  const write = useCallback((next: WhatIf) => {
    written.current = textOf(next);
    settle.current(searchOf(next));
  }, []);
  // The address has caught up, or somebody went back: it is what counts. But what was changed while it
  // caught up with an earlier change is newer than it.
  useEffect(() => {
    const isOurs = textOf(settled) === written.current;
    setDraft((draft) => (isOurs && draft !== null && textOf(draft) !== written.current ? draft : null));
  }, [settled]);
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      if (textOf(draft) === textOf(settled)) return setDraft(null);
      setBefore((all) => [...all, settled]);
      write(draft);
    }, restMilliseconds);
    return () => clearTimeout(timer);
  }, [draft, settled, write]);
  const now = draft ?? settled;
  const isResting = textOf(now) === textOf(settled);
  const reset = () => {
    // What was just changed is taken back too, though it had no time to rest.
    setBefore((all) => (isResting ? [...all, settled] : [...all, settled, now]));
    setDraft(null);
    write(nothing);
  };
  const undo = () => {
    if (!isResting) return setDraft(null);
    const last = before.at(-1);
    if (last === undefined) return;
    setBefore((all) => all.slice(0, -1));
    setDraft(null);
    write(last);
  };
  const canUndo = before.length > 0 || !isResting;
  return { now, settled, isChanged: isChanged(now), set: setDraft, reset, undo, canUndo };
}
