import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Ref } from "#core/model/ref.ts";
import { isEstateFile } from "#core/revision/estate-file.ts";
import { joinDocuments, splitDocuments } from "#core/revision/split-documents.ts";
import { readWrittenDocuments } from "#core/revision/written-document.ts";
import { UsageError } from "../exit-code.ts";
import { sha256, whole, type WorkingCopy } from "./read-copy.ts";

/** A document as it should stand in a folder; `text` null: not at all. */
export type CopyChange = { readonly ref: Ref; readonly file: string; readonly text: string | null };

/** Writes changes of documents into the files of a folder; what else stands in them stays. Answers the files. */
export function writeCopy(
  { folder, documents }: WorkingCopy,
  changes: readonly CopyChange[],
): readonly string[] {
  const files = new Map<string, Map<Ref, CopyChange>>();
  const note = (file: string, change: CopyChange) => {
    // The server is told by others what to say: no file is written outside of the folder.
    if (!isEstateFile(file))
      throw new UsageError(`the server names ${file}, which is no file below ${folder}`);
    files.set(file, (files.get(file) ?? new Map<Ref, CopyChange>()).set(change.ref, change));
  };
  for (const change of changes) {
    const home = documents.get(change.ref)?.file;
    // A document that stands here already stays in its file, wherever others keep it.
    note(home ?? change.file, change);
  }
  for (const [file, wanted] of files) writeFile(path.join(folder, file), file, wanted);
  return [...files.keys()].toSorted();
}

function writeFile(target: string, file: string, wanted: ReadonlyMap<Ref, CopyChange>): void {
  const before = existsSync(target) ? readFileSync(target, "utf8") : "";
  const kept = new Set<Ref>();
  const texts = splitDocuments(before).flatMap((text) => {
    const ref = readWrittenDocuments(file, text, sha256)[0]?.ref ?? null;
    const change = ref === null ? undefined : wanted.get(ref);
    if (change === undefined || ref === null) return [text];
    kept.add(ref);
    return change.text === null ? [] : [change.text];
  });
  for (const [ref, { text }] of wanted) if (!kept.has(ref) && text !== null) texts.push(whole(text));
  if (texts.length === 0) {
    rmSync(target, { force: true });
    return;
  }
  mkdirSync(path.dirname(target), { recursive: true });
  // Beside its place and renamed: whoever stops this in the middle finds the file before or after it.
  writeFileSync(`${target}.new`, joinDocuments(texts));
  renameSync(`${target}.new`, target);
}
