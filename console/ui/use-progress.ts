import { useRef, useState } from "react";
import type { HowFar } from "./progress.tsx";

/** So often at most a picture of progress changes: more often nobody sees, and every change draws the page. */
const everyMilliseconds = 200;

/** Keeps how far long work is, for a picture of it. */
export function useProgress(): readonly [HowFar | null, (at: HowFar) => void] {
  const [at, setAt] = useState<HowFar | null>(null);
  const shownAt = useRef(0);
  const hear = useRef((next: HowFar) => {
    const now = performance.now();
    if (now - shownAt.current < everyMilliseconds && next.done < next.of) return;
    shownAt.current = now;
    setAt(next);
  });
  return [at, hear.current];
}
