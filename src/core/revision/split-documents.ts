/**
 * A line that begins a document (YAML 1.2.2, section 9.1.2). It does so wherever it stands, also inside a
 * quoted or block scalar, which is why lines are enough to split a file.
 */
const isMarker = (line: string) => /^---(?:[ \t\r]|$)/.test(line);

/** Neither blank, nor comment, nor directive, nor a bare marker. */
function isContent(line: string): boolean {
  const text = isMarker(line) ? line.slice(3) : line;
  return !/^\s*(?:#.*)?$/.test(text) && !text.startsWith("%");
}

/**
 * The texts of a file's documents. `joinDocuments` puts them together again byte for byte (but for markers
 * with nothing after them): comments before a document belong to it, those after the last one to the last.
 */
export function splitDocuments(text: string): readonly string[] {
  const texts: string[] = [];
  let lines: string[] = [];
  let hasContent = false;
  for (const line of text.split("\n")) {
    if (isMarker(line) && hasContent) {
      texts.push(`${lines.join("\n")}\n`);
      // A bare marker between two documents is put back by joining; one that says more is kept.
      lines = line.trimEnd() === "---" ? [] : [line];
      hasContent = isContent(line);
    } else {
      lines.push(line);
      hasContent ||= isContent(line);
    }
  }
  const rest = lines.join("\n");
  if (hasContent) texts.push(rest);
  else if (rest.trim() !== "" && texts.length > 0) texts.push(`${texts.pop()}---\n${rest}`);
  return texts;
}

/** One file of several documents. */
export function joinDocuments(texts: readonly string[]): string {
  let joined = "";
  for (const text of texts) {
    if (joined !== "" && !joined.endsWith("\n")) joined += "\n";
    const needsMarker = joined !== "" && !isMarker(text.split("\n", 1)[0] ?? "");
    joined += needsMarker ? `---${joined.endsWith("\r\n") ? "\r" : ""}\n${text}` : text;
  }
  return joined;
}
