import type { RefObject } from "react";
import type { RunView } from "#core/run/view.ts";
import type { RunSearch } from "../../paths.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import type { OpenAddress } from "./run-address.ts";

type Given = {
  readonly run: RunView;
  readonly search: RunSearch;
  readonly open: OpenAddress;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  /** A replay: nothing can be approved or noted. */
  readonly isPast: boolean;
};

/** The step whose approval `a` is about: the open one when it waits for it, else the longest waiting. */
function toApprove(run: RunView, selected: string | undefined): string | null {
  const waiting = run.attention.filter(({ kind }) => kind === "approve").map(({ step }) => step);
  return waiting.find((step) => step === selected) ?? waiting[0] ?? null;
}

/** The keys of the run page; the help lists them. */
export function useRunKeys({ run, search, open, filterRef, isPast }: Given): void {
  const { step } = search;
  useShortcuts("Run", {
    a: {
      does: "approve: opens the form of the step that waits for it",
      act: () => {
        const approved = isPast ? null : toApprove(run, step);
        if (approved !== null) open({ step: approved, do: "approve" });
      },
    },
    n: {
      does: "note on the open step, or on the run",
      act: () => {
        if (!isPast) open(step === undefined ? { do: "note-run" } : { step, do: "note" });
      },
    },
    "/": {
      does: "filter the steps",
      act: () => {
        filterRef.current?.focus();
        return filterRef.current !== null;
      },
    },
    Escape: {
      does: "close the form, then the step",
      act: () => {
        if (document.activeElement === filterRef.current) return filterRef.current?.blur();
        if (search.do !== undefined && step !== undefined) return open({ step });
        open({});
      },
    },
  });
}
