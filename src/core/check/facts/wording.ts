import type { Ref } from "../../model/ref.ts";

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
] as const;

/** A length of time as people say it, exact: `1 h 30 min`, `0.05 s`, `0 s`. */
export function durationText(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * length;
  }
  if (rest > 0 || parts.length === 0) parts.push(`${Number(rest.toFixed(3))} s`);
  return parts.join(" ");
}

/** A few references in words: the first three, and how many more. */
export function refsText(refs: readonly (Ref | string)[]): string {
  const quoted = refs.slice(0, 3).map((ref) => `\`${ref}\``);
  if (refs.length > 3) return `${quoted.join(", ")} and ${refs.length - 3} more`;
  const last = quoted.pop();
  return quoted.length > 0 ? `${quoted.join(", ")} and ${last}` : (last ?? "");
}

/** `1 person`, `3 people`. */
export function peopleText(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}
