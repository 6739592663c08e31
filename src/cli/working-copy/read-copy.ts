import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseRef, type Ref } from "#core/model/ref.ts";
import { readWrittenDocuments } from "#core/revision/written-document.ts";
import { loadFolder } from "#estate/load-folder.ts";

/** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A document of a folder. */
export type CopyDocument = { readonly file: string; readonly text: string; readonly sha256: string };

/** The documents of a folder, each with its text. */
export type WorkingCopy = {
  readonly folder: string;
  readonly documents: ReadonlyMap<Ref, CopyDocument>;
  /** What cannot be told to be any one document, in words. */
  readonly unreadable: readonly string[];
};

/** A document ends with a line feed, since others may follow it in a file. */
export const whole = (text: string) => (text.endsWith("\n") ? text : `${text}\n`);

/** Reads the documents of a folder; one that is not there is empty. Throws `FolderError` when it cannot be read. */
export async function readCopy(folder: string): Promise<WorkingCopy> {
  const documents = new Map<Ref, CopyDocument>();
  const unreadable: string[] = [];
  const sources = existsSync(folder) ? await loadFolder(folder) : [];
  for (const source of sources) {
    const file = path.relative(folder, source.file).replaceAll(path.sep, "/");
    if (source.type !== "text") {
      unreadable.push(`${source.file}: ${source.type}`);
      continue;
    }
    for (const { ref, text } of readWrittenDocuments(file, source.text, sha256)) {
      if (ref === null || parseRef(ref) === null) {
        unreadable.push(`${source.file}: a document without a readable kind and name`);
      } else if (documents.has(ref)) unreadable.push(`${source.file}: ${ref} stands in it a second time`);
      else documents.set(ref, { file, text: whole(text), sha256: sha256(whole(text)) });
    }
  }
  return { folder, documents, unreadable };
}
