/** A piece of a page about a finding. */
export type PagePart =
  | { readonly type: "heading"; readonly text: string }
  | { readonly type: "text"; readonly spans: readonly Span[] }
  | { readonly type: "code"; readonly text: string };

/** Words within a line. */
export type Span = { readonly type: "plain" | "code" | "strong"; readonly text: string };

/**
 * Reads the little Markdown that pages about findings are written in: headings, paragraphs, fenced code, `code` and **words** in
 * them. Whatever else there is stays the text that it is.
 */
export function readPage(text: string): readonly PagePart[] {
  const parts: PagePart[] = [];
  let lines: string[] = [];
  const endText = () => {
    if (lines.length > 0) parts.push({ type: "text", spans: spansOf(lines.join(" ")) });
    lines = [];
  };
  const all = text.split("\n");
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? "";
    const heading = /^#{1,6} (.*)$/.exec(line);
    if (line.startsWith("```")) {
      endText();
      const end = all.findIndex((other, index) => index > at && other.startsWith("```"));
      const last = end === -1 ? all.length : end;
      parts.push({ type: "code", text: all.slice(at + 1, last).join("\n") });
      at = last;
    } else if (heading) {
      endText();
      parts.push({ type: "heading", text: heading[1] ?? "" });
    } else if (line.trim() === "") endText();
    else lines.push(line.trim());
  }
  endText();
  return parts;
}

function spansOf(text: string): readonly Span[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).flatMap((piece): readonly Span[] => {
    if (piece === "") return [];
    if (piece.startsWith("`") && piece.length > 2) return [{ type: "code", text: piece.slice(1, -1) }];
    if (piece.startsWith("**") && piece.length > 4) return [{ type: "strong", text: piece.slice(2, -2) }];
    return [{ type: "plain", text: piece }];
  });
}
