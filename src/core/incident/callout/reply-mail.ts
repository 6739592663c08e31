const quoteBegins = [
  /^>/,
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine)/i,
  /^_{8,}$/,
  /^(?:from|von|de|da):\s/i,
  /^(?:on|am|le)\s.{4,200}(?:wrote|schrieb|a écrit)\s*:?$/i,
];

/** What somebody wrote themselves in a mail, above what they quote. */
export function ownWords(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = lines.findIndex((line) => quoteBegins.some((begins) => begins.test(line.trim())));
  return (end < 0 ? lines : lines.slice(0, end)).join("\n").trim();
}

/** Tokens of the links that a text quotes: `…/answer/TOKEN`. Blanks that a mail program put into a line are no part of it. */
export function quotedTokens(text: string): readonly string[] {
  return [...text.matchAll(/\/answer\/(?<token>[\w-]{8,200}\.[\w-]{8,60})/g)].map(
    ({ groups }) => groups?.["token"] ?? "",
  );
}
