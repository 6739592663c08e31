/** A fenced block of a page: what stands after the fence, its text, and the line of its fence. */
export type Block = { readonly info: string; readonly text: string; readonly line: number };

/** The fenced blocks of a Markdown text, those in lists too. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)```([^\n`]*)\n(.*?)^\1```\s*$/gms)].map(
    ({ 1: indent, 2: info, 3: text, index }) => ({
      info: (info ?? "").trim(),
      text: (text ?? "").replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      line: markdown.slice(0, index).split("\n").length,
    }),
  );
}

/** Links of a Markdown text to files of ours, without their anchors. */
export function localLinks(markdown: string): readonly string[] {
  const withoutBlocks = markdown.replaceAll(/^( *)```.*?^\1```/gms, "");
  return [...withoutBlocks.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target ?? "")
    .filter((target) => !/^[a-z]+:/.test(target));
}
