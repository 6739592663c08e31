import { createContext, useContext } from "react";
import { serverAheadMilliseconds } from "../../api/server-clock.ts";
import { useNow } from "../../ui/use-now.ts";

/** The moment that the page shows, in milliseconds since 1970; null is now. */
export const RunMoment = createContext<number | null>(null);

/** Now by the server's clock, or the moment of a replay: every time on a run page counts from here. */
export function useRunNow(): number {
  const now = useNow() + serverAheadMilliseconds();
  return useContext(RunMoment) ?? now;
}
