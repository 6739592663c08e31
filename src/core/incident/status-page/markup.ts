const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text that is only text in HTML and XML: no markup, and no letter that XML 1.0 does not know. */
export function plainMarkup(text: string): string {
  return Array.from(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"))
    .filter(isXmlLetter)
    .map((letter) => escapes[letter] ?? letter)
    .join("");
}

/** XML 1.0, production 2 (Char). */
function isXmlLetter(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20) return letter === "\n" || letter === "\t";
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
