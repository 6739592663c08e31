import { useEffect, useRef, useState } from "react";
import type { OpenMap } from "./use-estate-map.ts";
import type { Reasons } from "./model/reasons.ts";
import { openMapDesk } from "./worker/map-desk.ts";

const settleMilliseconds = 60;
const prepareDelayMilliseconds = 400;
const radiiDelayMilliseconds = 2000;

/** What the chosen failures do. */
export type Impact = {
  /** By node its state with what is chosen. */
  readonly states: Uint8Array;
  /** By node its state if what is pointed at failed too; the same as `states` while nothing is. */
  readonly preview: Uint8Array;
  /** Why; null until it has been worked out. */
  readonly reasons: Reasons | null;
};

/**
 * The states with what is chosen and, while something is pointed at, with that too. Of questions that pile up while the
 * thread is busy only the last is asked, so that pointing at many things in a row never lags behind.
 */
export function useImpact(
  { model, desk }: OpenMap,
  failed: readonly number[],
  pointed: number | null,
): Impact {
  const [impact, setImpact] = useState<Impact>(() => {
    const states = new Uint8Array(model.refs.length);
    return { states, preview: states, reasons: null };
  });
  const asked = useRef(0);
  const hasAsked = useRef(false);
  useEffect(() => {
    asked.current += 1;
    const turn = asked.current;
    const isLast = () => asked.current === turn;
    const compute = async () => {
      // What is asked in the same instant is asked once.
      await Promise.resolve();
      if (!isLast()) return;
      if (failed.length === 0 && !hasAsked.current) {
        // Nothing fails: that needs no computing. The thread gets ready once the map has been drawn.
        await new Promise((resolve) => setTimeout(resolve, prepareDelayMilliseconds));
        if (isLast()) await desk.ask({ type: "prepare" });
        return;
      }
      hasAsked.current = true;
      const states = await desk.ask({ type: "states", failed });
      if (!isLast()) return;
      setImpact((before) => ({ states, preview: states, reasons: before.reasons }));
      // Whoever chooses several things in a row waits for none of the reasons in between.
      await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
      if (!isLast()) return;
      const reasons = await desk.ask({ type: "reasons", failed });
      if (isLast()) setImpact((before) => ({ ...before, reasons }));
    };
    compute().catch(() => undefined);
    return () => {
      asked.current += 1;
    };
  }, [desk, failed]);
  usePreview(desk, failed, pointed, setImpact);
  return impact;
}

function usePreview(
  desk: OpenMap["desk"],
  failed: readonly number[],
  pointed: number | null,
  setImpact: (change: (before: Impact) => Impact) => void,
): void {
  const wanted = useRef<number | null>(null);
  const isBusy = useRef(false);
  useEffect(() => {
    wanted.current = pointed;
    if (pointed === null) {
      setImpact((before) =>
        before.preview === before.states ? before : { ...before, preview: before.states },
      );
      return;
    }
    const work = async () => {
      if (isBusy.current) return;
      isBusy.current = true;
      try {
        for (let done: number | null = null; wanted.current !== null && wanted.current !== done; ) {
          done = wanted.current;
          const preview = await desk.ask({ type: "states", failed: [...failed, done] });
          if (wanted.current === done) setImpact((before) => ({ ...before, preview }));
        }
      } finally {
        isBusy.current = false;
      }
    };
    work().catch(() => undefined);
  }, [desk, failed, pointed, setImpact]);
}

/** By node how many others its loss alone takes down; null until a thread of its own has worked it out. */
export function useRadii({ bytes }: OpenMap): Int32Array | null {
  const [radii, setRadii] = useState<Int32Array | null>(null);
  useEffect(() => {
    setRadii(null);
    // Not the thread of the impact, which has to answer at once.
    const desk = openMapDesk();
    let isCurrent = true;
    const compute = async () => {
      // First what everybody waits for: two processors draw the map.
      await new Promise((resolve) => setTimeout(resolve, radiiDelayMilliseconds));
      if (!isCurrent) return;
      await desk.ask({ type: "load", bytes });
      const found = await desk.ask({ type: "radii" });
      if (isCurrent) setRadii(found);
    };
    compute().then(desk.close, () => undefined);
    return () => {
      isCurrent = false;
      desk.close();
    };
  }, [bytes]);
  return radii;
}
