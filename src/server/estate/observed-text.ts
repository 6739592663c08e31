import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { observedFileName } from "#core/exchange/observed/observed-file.ts";

/** What was observed of the estate in a folder, as `holdfast import` keeps it there. */
export type ObservedText = {
  /** Null where nobody has looked: no folder is followed, or it has no such file. */
  readonly text: string | null;
  /** Another one when the file is another one. */
  readonly version: string;
};

/** Larger files are not read: the answer would be larger than what a browser can draw. */
const observedBytesMax = 64_000_000;

/** Reads the file beside the documents, again only when it has changed. A file that is being replaced counts as none. */
export function createObservedReader(): (folder: string | null) => Promise<ObservedText> {
  let known: ObservedText & { readonly file: string } = { file: "", text: null, version: "none" };
  return async (folder) => {
    if (folder === null) return { text: null, version: "none" };
    const file = path.join(folder, observedFileName);
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) return { text: null, version: "none" };
    const version = `${found.size}-${found.mtimeMs}`;
    if (known.file === file && known.version === version) return known;
    // What is no JSON is told to be damaged, and so is what is too large to be ours.
    const text = found.size > observedBytesMax ? "" : await readFile(file, "utf8").catch(() => null);
    known = { file, text, version };
    return known;
  };
}
