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
};

/** Moves the focus among the steps on screen; from elsewhere it begins at the open step, or at the first. */
function moveFocus(by: 1 | -1, selected: string | undefined): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-step-link]")];
  const focused = links.indexOf(document.activeElement as HTMLElement);
  const opened = links.findIndex((link) => link.dataset["stepLink"] === selected);
  const from = focused >= 0 ? focused : opened;
  const to = from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + by));
  links[to]?.focus();
}

/** The step whose approval `a` is about: the open one when it waits for it, else the longest waiting. */
function toApprove(run: RunView, selected: string | undefined): string | null {
  const waiting = run.attention.filter(({ kind }) => kind === "approve").map(({ step }) => step);
  return waiting.find((step) => step === selected) ?? waiting[0] ?? null;
}

/** The keys of the run page; the help lists them. */
export function useRunKeys({ run, search, open, filterRef }: Given): void {
  const { step } = search;
  useShortcuts("Run", {
    j: { does: "next step", act: () => moveFocus(1, step) },
    k: { does: "previous step", act: () => moveFocus(-1, step) },
    a: {
      does: "approve: opens the form of the step that waits for it",
      act: () => {
        const approved = toApprove(run, step);
        if (approved !== null) open({ step: approved, do: "approve" });
      },
    },
    n: {
      does: "note on the open step, or on the run",
      act: () => open(step === undefined ? { do: "note-run" } : { step, do: "note" }),
    },
    "/": { does: "filter the steps", act: () => filterRef.current?.focus() },
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
