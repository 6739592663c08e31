import { useNavigate } from "@tanstack/react-router";
import { parseRunSearch, paths, type RunSearch } from "../../paths.ts";

/** The search of the address as one of a run page, whatever page it was of before. */
export function runSearchOf(before: object): RunSearch {
  return parseRunSearch({ ...before });
}

/** The address with another step or form: the view and the moment that are looked at stay. */
export function withStep(before: object, next: Pick<RunSearch, "step" | "do" | "line">): RunSearch {
  const { view, at } = runSearchOf(before);
  return { ...(view === undefined ? {} : { view }), ...(at === undefined ? {} : { at }), ...next };
}

type Target = Pick<RunSearch, "step" | "do" | "line">;

/** Opens steps and forms of a run by its address, so that back, reload and a sent link show the same. */
export function useRunAddress(id: string) {
  const navigate = useNavigate();
  return (target: Target, options: { readonly replace?: boolean } = {}) => {
    void navigate({
      to: paths.run,
      params: { id },
      search: (before: object) => withStep(before, target),
      resetScroll: false,
      ...options,
    });
  };
}

export type OpenAddress = ReturnType<typeof useRunAddress>;
