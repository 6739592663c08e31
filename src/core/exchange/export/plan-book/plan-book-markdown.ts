import type { BookBlock, BookStep, PlanBook } from "./plan-book.ts";

/** A plan book as Markdown. Texts of the documents are escaped: none of them becomes markup. */
export function planBookMarkdown(book: PlanBook): string {
  const head = [
    `# ${escapeText(book.title)}`,
    `\`${book.plan}\` · printed on ${book.printedOn}`,
    `Content \`sha256:${book.hash}\``,
    "A printed copy is right as long as the content it was made from is: `holdfast export plan-book` prints the same hash.",
  ];
  const sections = book.sections.map(({ title, blocks }) =>
    [`## ${escapeText(title)}`, ...blocks.map(blockText)].filter((part) => part !== "").join("\n\n"),
  );
  return `${[...head, ...sections].join("\n\n")}\n`;
}

function blockText(block: BookBlock): string {
  switch (block.type) {
    case "text":
      return escapeText(block.text);
    case "heading":
      return `### ${escapeText(block.text)}`;
    case "facts":
      return block.rows.map(([label, value]) => `- ${label}: ${escapeText(value)}`).join("\n");
    case "table":
      return tableText(
        block.columns.map(({ title }) => title),
        block.rows,
      );
    case "checklist":
      return block.items.map((item) => `- [ ] ${escapeText(item)}`).join("\n");
    case "steps":
      return block.steps.map(stepText).join("\n");
    case "signatures":
      return block.lines.map((line) => signatureText(line)).join("\n");
    case "notes":
      return "Notes:";
    default:
      return block satisfies never;
  }
}

function tableText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => escapeText(cell).replaceAll("\n", "<br>")))),
  ].join("\n");
}

function stepText(step: BookStep): string {
  const indent = "  ".repeat(step.number.split(".").length - 1);
  const facts = [step.who, step.expected ?? ""].filter((part) => part !== "").map(escapeText);
  const head = `${indent}- ${step.isGroup ? "" : "[ ] "}**${step.number}** ${escapeText(step.title)}${facts.length > 0 ? ` (${facts.join("; ")})` : ""}`;
  const below = [
    ...step.details.map(({ label, text, mono }) => `${label}: ${mono ? codeText(text) : escapeText(text)}`),
    ...step.options.map((option) => `[ ] ${escapeText(option)}`),
    ...step.signatures.map((line) => signatureText(line).slice(2)),
  ];
  return [head, ...below.map((line) => `${indent}  - ${line.replaceAll("\n", " ")}`)].join("\n");
}

function signatureText(line: string): string {
  return `- ${escapeText(line)}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ at \\_\\_:\\_\\_`;
}

/** Plain text in Markdown: every character that could begin markup, HTML included, is escaped (CommonMark 0.31, 2.4). */
function escapeText(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>|~$&]/g, String.raw`\$&`)
    .replaceAll(/^([ \t]*)([-+=#])/gm, String.raw`$1\$2`)
    .replaceAll(/^([ \t]*\d+)([.)])/gm, String.raw`$1\$2`)
    .replaceAll(/[ \t]*\r?\n[ \t]*/g, "\n");
}

/** Text as code: fenced by more backticks than it holds in a row (CommonMark 0.31, 6.1). */
function codeText(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const plain = text.replaceAll("\n", " ");
  return plain.startsWith("`") || plain.endsWith("`")
    ? `${fence} ${plain} ${fence}`
    : `${fence}${plain}${fence}`;
}
