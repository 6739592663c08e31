/** How well a title answers what was typed: 0 is best, null is not at all. */
export function rank(title: string, typed: string): number | null {
  const text = title.toLocaleLowerCase();
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let worst = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    const isWordStart = at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? "");
    worst = Math.max(worst, at === 0 ? 0 : isWordStart ? 1 : 2);
  }
  return worst;
}

/** Those that answer what was typed, the best first; equals stay in their order. */
export function ranked<Item>(
  items: readonly Item[],
  text: (item: Item) => string,
  typed: string,
): readonly Item[] {
  return items
    .flatMap((item) => {
      const found = rank(text(item), typed);
      return found === null ? [] : [{ item, found }];
    })
    .toSorted((one, other) => one.found - other.found)
    .map(({ item }) => item);
}
