import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { readDocument } from "#core/document/read-document.ts";
import { parseDocuments } from "#core/document/parse-documents.ts";
import type { ImportedDocument } from "#core/exchange/import/import-report.ts";
import { changeText } from "#core/exchange/write/change-text.ts";
import { documentText, importComment } from "#core/exchange/write/document-text.ts";
import type { DocumentSet } from "#core/exchange/write/drift.ts";
import type { StandingDocument, WriteAction } from "#core/exchange/write/plan-writes.ts";
import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import { loadFolder } from "#estate/load-folder.ts";
import { UsageError } from "../exit-code.ts";

/** The file in which a folder keeps what was last imported into it; `check` passes over it. */
const stateFile = ".holdfast-import.json";

type State = { readonly version: 1; readonly sources: { readonly [source: string]: SourceState } };
type SourceState = {
  readonly importedOn: string;
  readonly files: readonly string[];
  readonly documents: { readonly [ref: string]: JsonObject };
};

/** The documents of a folder by reference; none where the folder is not there yet. */
export async function standingDocuments(folder: string): Promise<ReadonlyMap<string, StandingDocument>> {
  const found = new Map<string, StandingDocument>();
  if ((await stat(folder).catch(() => null)) === null) return found;
  for (const source of await loadFolder(folder)) {
    if (source.type !== "text") continue;
    const { documents } = parseDocuments(source.file, source.text);
    for (const [index, located] of documents.entries()) {
      const { ref } = readDocument(located);
      if (ref === null || !isJsonObject(located.value) || found.has(ref)) continue;
      const isAlone = documents.length === 1;
      found.set(ref, { file: source.file, index, value: located.value, isAlone });
    }
  }
  return found;
}

/** What the last import of a source into a folder said; null when there was none. */
export async function previousImport(folder: string, source: string): Promise<DocumentSet | null> {
  const state = await readState(folder);
  const documents = state.sources[source]?.documents;
  return documents === undefined ? null : new Map(Object.entries(documents));
}

async function readState(folder: string): Promise<State> {
  const file = path.join(folder, stateFile);
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return { version: 1, sources: {} };
  try {
    const state = JSON.parse(text) as State;
    if (state.version === 1 && isJsonObject(state.sources)) return state;
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} is damaged; restore it from version control, or remove it to begin anew`);
}

export type WriteOptions = {
  readonly folder: string;
  readonly source: string;
  readonly format: string;
  readonly importedOn: string;
  readonly files: readonly string[];
  readonly imported: readonly ImportedDocument[];
  /** What was imported before and is still to be remembered, although a damaged source does not have it now. */
  readonly kept: DocumentSet | null;
};

/** Carries a plan out and remembers what was imported. Resolves to the files written and removed. */
export async function writeImport(
  plan: readonly WriteAction[],
  options: WriteOptions,
): Promise<readonly string[]> {
  const touched: string[] = [];
  for (const action of plan) {
    const file = await carryOut(action, options);
    if (file !== null) touched.push(file);
  }
  const state = await readState(options.folder);
  const before = state.sources[options.source]?.documents ?? {};
  // What stands in the folder and never came from this source is not this source's to change later.
  const foreign = new Set(
    plan.filter(({ type, ref }) => type === "conflict" && !Object.hasOwn(before, ref)).map(({ ref }) => ref),
  );
  const now = options.imported
    .filter(({ ref }) => !foreign.has(ref))
    .map(({ ref, value }) => [ref as string, value] as const);
  const documents = Object.fromEntries([...(options.kept ?? []), ...now]);
  const { importedOn, files } = options;
  const sources = { ...state.sources, [options.source]: { importedOn, files, documents } };
  await writeWhole(
    path.join(options.folder, stateFile),
    `${JSON.stringify({ version: 1, sources } satisfies State, null, 1)}\n`,
  );
  return touched;
}

async function carryOut(action: WriteAction, options: WriteOptions): Promise<string | null> {
  switch (action.type) {
    case "create": {
      const { document } = action;
      const file = fileOf(options.folder, document);
      const comment = importComment(options.format, path.basename(document.from.file), options.importedOn);
      await mkdir(path.dirname(file), { recursive: true });
      // A file of that name that holds something else is somebody's.
      await writeFile(file, documentText(document.value, comment), { flag: "wx" }).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        throw new UsageError(`${file} is there already and holds something else; move it and import again`);
      });
      return file;
    }
    case "update": {
      const { file, index } = action.standing;
      if (action.changes.length === 0) return null;
      const changed = changeText(await readFile(file, "utf8"), index, action.changes);
      if (changed === null)
        throw new UsageError(`${file} has errors; repair it (holdfast check) and import again`);
      await writeWhole(file, changed);
      return file;
    }
    case "delete": {
      if (!action.standing.isAlone) return null;
      await rm(action.standing.file);
      return action.standing.file;
    }
    case "keep":
    case "conflict":
      return null;
    default:
      return action satisfies never;
  }
}

/** Where a new document goes: `service/orders.yaml`. */
export function fileOf(folder: string, { kind, name }: Pick<ImportedDocument, "kind" | "name">): string {
  return path.join(folder, kind.toLowerCase(), `${name}.yaml`);
}

/** Whoever reads the file sees the old text or the new one, never half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(draft, text);
  await rename(draft, file);
}
