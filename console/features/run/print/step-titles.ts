import { useMemo } from "react";
import type { RunView } from "#core/run/view.ts";

/** The titles of the steps by id. */
export function useStepTitles({ steps }: Pick<RunView, "steps">): ReadonlyMap<string, string> {
  return useMemo(() => new Map(steps.map(({ id, title }) => [id, title])), [steps]);
}
