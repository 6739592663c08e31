import { useNavigate } from "@tanstack/react-router";
import { paths, type RunSearch } from "../../paths.ts";

/** Opens steps and forms of a run by its address, so that back, reload and a sent link show the same. */
export function useRunAddress(id: string) {
  const navigate = useNavigate();
  return (search: RunSearch) => {
    void navigate({ to: paths.run, params: { id }, search, resetScroll: false });
  };
}

export type OpenAddress = ReturnType<typeof useRunAddress>;
