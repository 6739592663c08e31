import { createContext, useContext } from "react";
import type { Actor } from "#core/model/actor.ts";
import type { RunState } from "#core/run/state.ts";

/** The run as its events tell it, and who looks at it. */
export type RunFolded = { readonly state: RunState; readonly me: Actor | null };

export const FoldedRunContext = createContext<RunFolded | null>(null);

/** What stands around everything on a run page. */
export function useFolded(): RunFolded {
  const folded = useContext(FoldedRunContext);
  if (folded === null) throw new Error("this stands on the page of a run only");
  return folded;
}
