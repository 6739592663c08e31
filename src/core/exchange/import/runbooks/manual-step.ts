import type { JsonObject } from "../../../model/json.ts";
import { slug } from "../slug.ts";

/** A step as an importer found it: always for a person, since nobody has said that a machine may do it. */
export type FoundStep = {
  readonly title: string;
  readonly instructions: string;
  /** Titles of steps it waits for are ids here; null: the one before it. */
  readonly after?: readonly string[] | null;
  readonly id?: string;
};

/** The annotation of a runbook that a person has to go through before it may be relied on. */
export const reviewNeeded = {
  "holdfast.import/review": "needed: made from text, by hand until somebody has gone through it",
};

/** Gives out ids of steps: each once. */
export function stepIds(): (title: string) => string {
  const taken = new Set<string>();
  return (title) => {
    const base = (slug(title) ?? "step").slice(0, 50).replace(/-+$/, "");
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    return id;
  };
}

/** The step as a document writes it. */
export function manualStep(step: FoundStep, idOf: (title: string) => string): JsonObject {
  const title = step.title.trim().slice(0, 200) || "Step";
  return {
    id: step.id ?? idOf(title),
    title,
    ...(step.after === undefined || step.after === null ? {} : { after: step.after }),
    person: { instructions: step.instructions.trim() || title },
  };
}
