/** A record as it goes to paper. All texts are plain: whoever renders it escapes them. */
export type PrintedRecord = {
  readonly title: string;
  /** Below the title: what it is of, as of when, by which hash it is recognised. */
  readonly about: readonly string[];
  /** Stands at the foot of each page. */
  readonly foot: string;
  readonly sections: readonly RecordSection[];
};

export type RecordSection = { readonly title: string; readonly blocks: readonly RecordBlock[] };

export type RecordBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "facts"; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly type: "table";
      readonly columns: readonly { readonly title: string; readonly share: number }[];
      readonly rows: readonly (readonly string[])[];
    };

/** A record as Markdown. None of its texts becomes markup. */
export function recordMarkdown({ title, about, sections }: PrintedRecord): string {
  const parts = [
    `# ${escaped(title)}`,
    ...about.map(escaped),
    ...sections.flatMap((section) => [`## ${escaped(section.title)}`, ...section.blocks.map(blockText)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function blockText(block: RecordBlock): string {
  switch (block.type) {
    case "text":
      return escaped(block.text);
    case "facts":
      return block.rows.map(([label, value]) => `- ${escaped(label)}: ${inCell(value)}`).join("\n");
    case "table":
      return [
        `| ${block.columns.map(({ title }) => inCell(title)).join(" | ")} |`,
        `| ${block.columns.map(() => "---").join(" | ")} |`,
        ...block.rows.map((row) => `| ${row.map(inCell).join(" | ")} |`),
      ].join("\n");
    default:
      return block satisfies never;
  }
}

const escaped = (text: string) => text.replaceAll(/[\\`*_{}[\]<>#|~&!]/g, (letter) => `\\${letter}`);

const inCell = (text: string) => escaped(text).replaceAll(/\r?\n/g, "<br>");
