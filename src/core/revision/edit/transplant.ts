import { linesOf, type Replacement, replacements } from "../text-difference.ts";

/** What a line says, whatever blanks it is laid out with. */
const essence = (line: string) => line.replaceAll(/\s+/g, "");

const indentOf = (line: string) => line.length - line.trimStart().length;

/** Which line of one list each line of the other corresponds to; absent where it corresponds to none. */
function correspondence(one: readonly string[], other: readonly string[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let [x, y] = [0, 0];
  const same = (until: number) => {
    for (; x < until; x++, y++) pairs.set(x, y);
  };
  for (const { from, to, otherTo } of replacements(one.map(essence), other.map(essence))) {
    same(from);
    [x, y] = [to, otherTo];
  }
  same(one.length);
  return pairs;
}

/**
 * Carries the difference from `before` to `after` over into `written`, which says what `before` says in another
 * layout: only the lines that differ are touched, and what is new is indented like its neighbours. null where a line
 * that differs has no counterpart. Whether the result says the same as `after` is for the caller to see.
 */
export function transplant(written: string, before: string, after: string): string | null {
  const [own, base, next] = [linesOf(written), linesOf(before), linesOf(after)];
  const counterpart = correspondence(base, own);
  const result: string[] = [];
  let at = 0;
  for (const change of replacements(base, next)) {
    const place = placeOf(change, counterpart);
    if (place === null || place.from < at) return null;
    result.push(...own.slice(at, place.from));
    const added = next.slice(change.otherFrom, change.otherTo);
    const shift = shiftOf(change, added, { own, base, counterpart });
    for (const line of added) result.push(shifted(line, shift));
    at = place.to;
  }
  result.push(...own.slice(at));
  return result.length === 0 ? "" : `${result.join("\n")}\n`;
}

function placeOf({ from, to }: Replacement, counterpart: ReadonlyMap<number, number>) {
  const start = from === 0 ? -1 : counterpart.get(from - 1);
  const end = to === from ? start : counterpart.get(to - 1);
  return start === undefined || end === undefined ? null : { from: start + 1, to: end + 1 };
}

type Layouts = {
  readonly own: readonly string[];
  readonly base: readonly string[];
  readonly counterpart: ReadonlyMap<number, number>;
};

/** By how many blanks lines are indented otherwise than in the base: as the replaced line is, or a line of the same depth near by. */
function shiftOf({ from, to }: Replacement, added: readonly string[], layouts: Layouts): number {
  const { own, base, counterpart } = layouts;
  const depth = indentOf(added.find((line) => line.trim() !== "") ?? "");
  const nearby = [
    ...(to > from ? [from] : []),
    ...Array.from({ length: from }, (_, index) => from - 1 - index),
    ...Array.from({ length: base.length - to }, (_, index) => to + index),
  ];
  const found = nearby.find((index) => {
    const line = base[index] ?? "";
    return line.trim() !== "" && indentOf(line) === depth && counterpart.has(index);
  });
  const like = found ?? (from > 0 ? from - 1 : undefined);
  const line = like === undefined ? undefined : counterpart.get(like);
  if (like === undefined || line === undefined) return 0;
  return indentOf(own[line] ?? "") - indentOf(base[like] ?? "");
}

function shifted(line: string, shift: number): string {
  if (shift === 0 || line === "") return line;
  return shift > 0 ? " ".repeat(shift) + line : line.slice(Math.min(-shift, indentOf(line)));
}
