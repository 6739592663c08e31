import { shortDifference, textDifference } from "#core/revision/text-difference.ts";
import type { Schemas } from "#client/client.ts";

type Line = Schemas["DifferenceLine"] | null;

const marks = { same: " ", added: "+", removed: "-" } as const;
const colours = { same: null, added: "32", removed: "31" } as const;

/** Lines of a difference as people know them, with what was left out as `…`. */
export function differenceText(lines: readonly Line[], color: boolean): string {
  return lines
    .map((line) => {
      if (line === null) return "  …";
      const text = `${marks[line.type]} ${line.text}`;
      const colour = colours[line.type];
      return color && colour !== null ? `\u001B[${colour}m${text}\u001B[0m` : text;
    })
    .join("\n");
}

/** The difference of two texts, for people. */
export function differenceOf(before: string, after: string, color: boolean): string {
  return differenceText(shortDifference(textDifference(before, after)), color);
}
