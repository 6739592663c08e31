import { linesOf, type Replacement, replacements } from "./text-difference.ts";

/** What became of two changes of one text. `text` of a conflict holds both sides between markers. */
export type MergedText =
  | { readonly status: "merged"; readonly text: string }
  | { readonly status: "conflict"; readonly text: string; readonly conflicts: number };

type Change = Replacement & { readonly side: "ours" | "theirs" };

/** Changes that touch or overlap, of both sides. */
type Region = { from: number; to: number; readonly changes: Change[] };

function regionsOf(changes: readonly Change[]): readonly Region[] {
  const regions: Region[] = [];
  for (const change of changes) {
    const last = regions.at(-1);
    if (last !== undefined && change.from <= last.to) {
      last.to = Math.max(last.to, change.to);
      last.changes.push(change);
    } else regions.push({ from: change.from, to: change.to, changes: [change] });
  }
  return regions;
}

/** What a side made of the lines of a region. */
function sideOf(
  { from, to, changes }: Region,
  side: Change["side"],
  base: readonly string[],
  lines: readonly string[],
): readonly string[] {
  const own = changes.filter((change) => change.side === side);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return base.slice(from, to);
  return lines.slice(first.otherFrom - (first.from - from), last.otherTo + (to - last.to));
}

/**
 * Merges two changes of a text line by line (the three-way merge of diff3: Khanna, Kunal, Pierce, "A Formal
 * Investigation of Diff3", 2007). Changes that touch are a conflict unless both sides made the same of them.
 */
export function mergeTexts(base: string, ours: string, theirs: string): MergedText {
  if (ours === theirs || theirs === base) return { status: "merged", text: ours };
  if (ours === base) return { status: "merged", text: theirs };
  const [root, our, their] = [linesOf(base), linesOf(ours), linesOf(theirs)];
  const changes: Change[] = [
    ...replacements(root, our).map((found) => ({ ...found, side: "ours" as const })),
    ...replacements(root, their).map((found) => ({ ...found, side: "theirs" as const })),
  ].sort((one, other) => one.from - other.from || one.to - other.to);
  const lines: string[] = [];
  let at = 0;
  let conflicts = 0;
  for (const region of regionsOf(changes)) {
    lines.push(...root.slice(at, region.from));
    at = region.to;
    const mine = sideOf(region, "ours", root, our);
    const others = sideOf(region, "theirs", root, their);
    const sides = new Set(region.changes.map(({ side }) => side));
    if (sides.size === 1) lines.push(...(sides.has("ours") ? mine : others));
    // Lengths too: no line at all and one empty line read the same when they are joined.
    else if (mine.length === others.length && mine.join("\n") === others.join("\n")) lines.push(...mine);
    else {
      conflicts++;
      lines.push("<<<<<<< ours", ...mine, "=======", ...others, ">>>>>>> theirs");
    }
  }
  lines.push(...root.slice(at));
  const text = lines.length === 0 ? "" : `${lines.join("\n")}\n`;
  return conflicts === 0 ? { status: "merged", text } : { status: "conflict", text, conflicts };
}
