import type { Ref } from "../model/ref.ts";
import type { Testimony } from "./testimony.ts";

/** Who looks at the same thing, and what they say. Silent is not agreement. */
export type CrossWitness = {
  readonly by: string;
  readonly says: "agrees" | "contradicts" | "silent";
  readonly detail: string;
};

const witnessesMax = 60;

/**
 * Holds a failure against all that looks at the same things: who sees it too, who sees the contrary, and who should see
 * it and says nothing. The contrary comes first, for that is what a person has to know before anything is started.
 */
export function crossCheck(
  about: ReadonlySet<Ref>,
  testimonies: readonly Testimony[],
): readonly CrossWitness[] {
  const order = { contradicts: 0, silent: 1, agrees: 2 };
  return testimonies
    .filter((one) => about.has(one.about))
    .map(({ by, monitor, about: thing, says, detail }): CrossWitness => {
      const told = detail === "" ? "" : `: ${detail}`;
      const word = says === "failing" ? "agrees" : says === "healthy" ? "contradicts" : "silent";
      return { by: `${by} (${monitor})`, says: word, detail: `${thing}${told}` };
    })
    .toSorted((one, other) => order[one.says] - order[other.says] || (one.by < other.by ? -1 : 1))
    .slice(0, witnessesMax);
}
