import type { EffectRule } from "./effect-section.ts";

/**
 * Findings that say that a promise cannot be kept. They come from the checker, which alone knows why: a
 * code names what it is about, and these words stand in the codes of objectives.
 */
const aboutObjectives = /(?:^|-)(?:rto|rpo|mtd|mbco|objectives?)(?:-|$)/;

/** Objectives that nothing in the estate can meet any more. */
export const unreachableObjectives: EffectRule = {
  id: "unreachable",
  title: "Objectives that cannot be met any more",
  find: ({ added }) =>
    added.flatMap(({ code, message, place }) =>
      aboutObjectives.test(code) && place.ref !== null
        ? [{ ref: place.ref, direction: "worse" as const, text: message }]
        : [],
    ),
};
