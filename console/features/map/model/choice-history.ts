/** What is chosen to fail, with what was chosen before and what was taken back: references, in the order of choosing. */
export type ChoiceHistory = {
  readonly past: readonly Choices[];
  readonly present: Choices;
  readonly future: readonly Choices[];
};

export type Choices = readonly string[];

const pastMax = 200;

/** A history that begins with what an address says. */
export function historyOf(present: Choices): ChoiceHistory {
  return { past: [], present, future: [] };
}

/** Chooses anew. The same choice again changes nothing. */
export function choose(history: ChoiceHistory, present: Choices): ChoiceHistory {
  if (isSame(history.present, present)) return history;
  return { past: [...history.past, history.present].slice(-pastMax), present, future: [] };
}

/** With `ref` when it was not chosen, without it when it was. */
export function toggled(choices: Choices, ref: string): Choices {
  return choices.includes(ref) ? choices.filter((one) => one !== ref) : [...choices, ref];
}

/** The choice before; the same where there is none. */
export function undo({ past, present, future }: ChoiceHistory): ChoiceHistory {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** What was taken back last; the same where nothing was. */
export function redo({ past, present, future }: ChoiceHistory): ChoiceHistory {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}

const isSame = (one: Choices, other: Choices) => one.join(",") === other.join(",");
