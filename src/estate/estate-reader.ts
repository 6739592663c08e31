import type { FileReading } from "#core/document/read-file.ts";
import { assembleEstate, type ResolvedEstate } from "#core/document/resolve-estate.ts";
import { type Exploration, exploreFolder, type FoundFile, loadFile } from "./load-folder.ts";
import { parseFiles } from "./parse-files.ts";

/** Reads the documents of some folders again and again, and of those only the files that have changed. */
export type EstateReader = {
  /** Throws `FolderError` when one of the folders cannot be read at all. */
  readonly read: () => Promise<EstateReading>;
};

export type EstateReading = {
  readonly resolved: ResolvedEstate;
  /** The files that are new, changed or gone since the reading before; all of them at the first. */
  readonly changed: readonly string[];
  /** Where a change may happen: whoever waits for one watches these. */
  readonly folders: readonly string[];
};

type Known = { readonly stamp: string | null; readonly reading: FileReading };

/** A reader of one or several folders (or files); a file in two of them is read once. */
export function estateReader(folders: readonly string[]): EstateReader {
  let known: ReadonlyMap<string, Known> = new Map();
  return {
    async read() {
      const explored = folders.map(exploreFolder);
      const found = uniqueFiles(explored);
      const changed = found.filter((file) => isChanged(file, known.get(file.file)));
      const readings = await parseFiles(changed.map(loadFile));
      const fresh = new Map(changed.map(({ file }, index) => [file, readings[index]]));
      const next = new Map<string, Known>();
      for (const { file, stamp } of found) {
        const reading = fresh.get(file) ?? known.get(file)?.reading;
        if (reading) next.set(file, { stamp, reading });
      }
      const gone = [...known.keys()].filter((file) => !next.has(file));
      known = next;
      const resolved = assembleEstate([...next.values()].map(({ reading }) => reading));
      const watched = [...new Set(explored.flatMap((one) => one.folders))];
      return { resolved, changed: [...fresh.keys(), ...gone], folders: watched };
    },
  };
}

function uniqueFiles(explored: readonly Exploration[]): readonly FoundFile[] {
  const found = new Map<string, FoundFile>();
  for (const { files } of explored) {
    for (const file of files) if (!found.has(file.file)) found.set(file.file, file);
  }
  return [...found.values()];
}

/** Without a stamp nobody can tell, and a file that cannot be read says perhaps another reason now. */
function isChanged({ stamp }: FoundFile, known: Known | undefined): boolean {
  return known === undefined || stamp === null || known.stamp !== stamp;
}
