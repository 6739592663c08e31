import { parseRef, type Ref } from "#core/model/ref.ts";
import type { Change } from "./fixture.ts";

/** Texts of files by their names. */
export type Texts = ReadonlyMap<string, string>;

type Chunk = { readonly file: string; readonly index: number; readonly chunks: readonly string[] };

const separator = "---\n";

/** The same texts with the changes made, one after the other. Throws where a change does not fit the texts. */
export function applyChanges(texts: Texts, changes: readonly Change[]): Texts {
  return changes.reduce(applyChange, texts);
}

function applyChange(texts: Texts, change: Change): Texts {
  if ("file" in change) {
    if (texts.has(change.file)) throw new Error(`${change.file} is there already`);
    return new Map([...texts, [change.file, change.text]]);
  }
  const found = findChunk(texts, change.in);
  const { file, index, chunks } = found;
  const chunk = chunks[index] ?? "";
  const changed = "remove" in change ? [] : [changedChunk(chunk, change)];
  return new Map([...texts, [file, chunks.toSpliced(index, 1, ...changed).join(separator)]]);
}

function changedChunk(chunk: string, change: Exclude<Change, { file: string } | { remove: true }>): string {
  if ("append" in change) return `${chunk.trimEnd()}\n${change.append.trimEnd()}\n`;
  const times = chunk.split(change.replace).length - 1;
  if (times !== 1) throw new Error(`${JSON.stringify(change.replace)} stands ${times} times in ${change.in}`);
  return chunk.replace(change.replace, () => change.by);
}

/** The stretch of a file that holds the document. */
function findChunk(texts: Texts, ref: Ref): Chunk {
  const { kind, name } = parseRef(ref) ?? { kind: "", name: "" };
  const ofKind = new RegExp(`^kind: ${kind}$`, "im");
  const named = new RegExp(`^metadata: \\{ name: ${name}[ ,]|^ {2}name: ${name}$`, "m");
  for (const [file, text] of texts) {
    const chunks = text.split(/^---\n/m);
    const index = chunks.findIndex((chunk) => ofKind.test(chunk) && named.test(withoutMarks(chunk)));
    if (index >= 0) return { file, index, chunks };
  }
  throw new Error(`no document ${ref}`);
}

/** An earlier change may have marked the name. */
const withoutMarks = (text: string) => text.replaceAll(/«[a-z+-]+ (.*?)»/g, "$1");
