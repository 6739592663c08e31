import { type Cursor, cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { type FoundStep, manualStep, reviewNeeded, stepIds } from "./manual-step.ts";
import { readMarkdownSources } from "./read-markdown-sources.ts";

/** Sections that tell about something and are nothing to be done. */
const telling =
  /^(?:table of contents|contents|meaning|impact|overview|summary|symptoms?|background|introduction|references?|links?|see also|context)\b/i;

/** More steps than anybody follows; a text with more is no runbook. */
const stepsMax = 300;

/**
 * Markdown runbooks, one per file. Sections become steps, split at their code blocks; sections that only
 * tell (Meaning, Impact, Overview …) the description. All steps are work of a person: what is in a code
 * block is shown, never run. A person has to go through the result: who is accountable, how long it takes.
 */
export const importMarkdown: Importer = (files) => {
  const { sources, unreadable } = readMarkdownSources(files);
  const ledger = openLedger(sources, unreadable);
  const names = createNameTable();
  const documents = sources.flatMap((source) =>
    runbookOf(source.file, cursorAt(ledger, source), names, ledger),
  );
  return importResult("markdown", files, ledger, unreadable, { documents });
};

function runbookOf(
  file: string,
  root: Cursor,
  names: NameTable,
  ledger: Ledger,
): readonly ImportedDocument[] {
  const sections = sectionsOf(root.items());
  const title = sections[0]?.level === 1 ? sections[0].title : null;
  const told = sections.filter(
    (section, index) =>
      telling.test(section.title) || (index === 0 && section.level <= 1 && !hasCode(section)),
  );
  const idOf = stepIds();
  const found = sections.filter((section) => !told.includes(section)).flatMap(stepsOf);
  for (const block of root.items()) {
    block.take();
    ledger.count(String(block.at("type").value), "mapped");
  }
  for (const [index, { heading, level, blocks }] of sections.entries()) {
    const isGroup = (sections[index + 1]?.level ?? 0) > level;
    if (blocks.length === 0 && !isGroup)
      heading?.report("unsupported-item", "a heading with nothing under it is no step");
  }
  if (found.length === 0) {
    root.report("unsupported-item", "it has no section with something to do");
    return [];
  }
  for (const { block } of found.slice(stepsMax))
    block.report("unsupported-item", `a runbook has at most ${stepsMax} steps`);
  const base = file
    .slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)
    .replace(/\.(?:md|markdown)$/i, "");
  const ref = names.define("Runbook", base, root, root, file);
  if (ref === null) return [];
  root.note(
    "needs-review",
    `${ref} was made from text: say what it recovers, who is accountable and how long its steps take`,
  );
  const description = told.flatMap(({ blocks }) => blocks.map(textOf)).join("\n\n");
  return [
    importedDocument("markdown", ref, root, {
      title: title ?? base,
      annotations: reviewNeeded,
      spec: {
        description: description.slice(0, 4_000).trim(),
        purpose: "restore",
        steps: found.slice(0, stepsMax).map((step) => manualStep(step, idOf)),
      },
    }),
  ];
}

type Section = {
  readonly level: number;
  readonly title: string;
  /** null for what stands before the first heading. */
  readonly heading: Cursor | null;
  readonly blocks: readonly Cursor[];
};

/** The sections of a text; what stands before the first heading is one of level 0. */
function sectionsOf(blocks: readonly Cursor[]): readonly Section[] {
  const sections: { level: number; title: string; heading: Cursor | null; blocks: Cursor[] }[] = [];
  for (const block of blocks) {
    if (block.at("type").value === "heading")
      sections.push({
        level: Number(block.at("level").value),
        title: textOf(block),
        heading: block,
        blocks: [],
      });
    else {
      if (sections.length === 0) sections.push({ level: 0, title: "", heading: null, blocks: [] });
      sections.at(-1)?.blocks.push(block);
    }
  }
  return sections;
}

const textOf = (block: Cursor) => String(block.at("text").value ?? "");
const isCode = (block: Cursor) => block.at("type").value === "code";
const hasCode = ({ blocks }: Section) => blocks.some(isCode);

/** A step for each code block with the text before it, or one for a section without code. */
function stepsOf({ title, blocks }: Section): readonly (FoundStep & { readonly block: Cursor })[] {
  const steps: (FoundStep & { readonly block: Cursor })[] = [];
  let pending: string[] = [];
  let first: Cursor | null = null;
  const close = () => {
    if (first !== null)
      steps.push({ title: title || "Begin", instructions: pending.join("\n\n"), block: first });
    pending = [];
    first = null;
  };
  for (const block of blocks) {
    first ??= block;
    pending.push(isCode(block) ? `\`\`\`\n${textOf(block)}\n\`\`\`` : textOf(block));
    if (isCode(block)) close();
  }
  close();
  return steps;
}
