const words = {
  coming: /\b(?:yes|ja|oui|si|ok|okay|coming)\b/i,
  cannot: /\b(?:no|nein|non|cannot|can't)\b/i,
} as const;
/** What may stand before the answer on its line: the code of the call. */
const front = /^\W*(?:\d{4}\b\W*)?/;
const begins = {
  coming: new RegExp(front.source + words.coming.source, "i"),
  cannot: new RegExp(front.source + words.cannot.source, "i"),
} as const;

/**
 * The answer to a call in somebody's own words, by SMS or mail: the first line that begins with one, such as `4271 yes`.
 * null where none does, or where the line says both: "in no time" and "no problem, coming" are for people to read.
 */
export function answerInWords(text: string): "coming" | "cannot" | null {
  for (const line of text.split("\n")) {
    if (!begins.coming.test(line) && !begins.cannot.test(line)) continue;
    if (words.coming.test(line) && words.cannot.test(line)) return null;
    return begins.coming.test(line) ? "coming" : "cannot";
  }
  return null;
}
