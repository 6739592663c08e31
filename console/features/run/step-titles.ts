import { useMemo, useRef } from "react";
import type { RunView } from "#core/run/view.ts";

type Titles = ReadonlyMap<string, string>;

/**
 * The titles of the steps by id. As long as none is new or another, they are the same map: what is drawn with them is
 * not drawn anew because some step went on or another was opened.
 */
export function useStepTitles({ steps }: Pick<RunView, "steps">): Titles {
  const before = useRef<Titles>(new Map());
  return useMemo(() => {
    const { current } = before;
    const isSame = current.size === steps.length && steps.every(({ id, title }) => current.get(id) === title);
    if (!isSame) before.current = new Map(steps.map(({ id, title }) => [id, title]));
    return before.current;
  }, [steps]);
}
