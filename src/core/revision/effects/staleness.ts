import type { EffectRule } from "./effect-section.ts";

/** Parts of plans that somebody has to review because of it. */
export const newlyStale: EffectRule = {
  id: "stale",
  title: "Parts of plans that become stale",
  find: ({ marks }) =>
    marks.map(({ document, title, reasons }) => ({
      ref: document,
      direction: "worse",
      text: `${title}: relies on ${reasons.map(({ via }) => via.join(" → ")).join("; ")}`,
    })),
};
