import { isJsonObject } from "../../model/json.ts";
import type { Span } from "../../model/diagnostic.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { ImportFile, ImportSource, ReadSources, UnreadablePart } from "./import-source.ts";
import { parseJson } from "./parse-json.ts";
import { createLineFinder } from "./line-finder.ts";

/** Reads JSON files, one value each; with `lines`, files of one value per line (JSON lines) too. */
export function readJsonSources(files: readonly ImportFile[], lines = false): ReadSources {
  const sources: ImportSource[] = [];
  const unreadable: UnreadablePart[] = [];
  for (const file of files) {
    for (const part of lines ? jsonLines(file) : [{ ...file, line: 1 }]) {
      const read = readOne(part);
      if ("value" in read) sources.push(read);
      else unreadable.push(read);
    }
  }
  return { sources, unreadable };
}

type Part = ImportFile & { readonly line: number };

/** The values of a file with one per line; a file whose first line is no whole value is one value. */
function jsonLines({ file, text }: ImportFile): readonly Part[] {
  const first = text.trimStart().split("\n", 1)[0] ?? "";
  if (parseJson(first).type === "error") return [{ file, text, line: 1 }];
  return text
    .split("\n")
    .map((line, index) => ({ file, text: line, line: index + 1 }))
    .filter(({ text: line }) => line.trim() !== "");
}

function readOne({ file, text: raw, line }: Part): ImportSource | UnreadablePart {
  const text = raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
  const placeOf = createLineFinder(text, line);
  const parsed = parseJson(text);
  if (parsed.type === "error") {
    const help = "repair the file or export it again; nothing of it was imported";
    return { file, span: placeOf(parsed.offset), message: parsed.message, help };
  }
  const locate = (path: DocumentPath, part: "key" | "value" = "value"): Span => {
    let holder = parsed.value;
    let offset = 0;
    for (const [depth, segment] of path.entries()) {
      const places = typeof holder === "object" && holder !== null ? parsed.offsetsOf(holder) : undefined;
      const index = places?.keys ? places.keys.lastIndexOf(String(segment)) : segment;
      const found = typeof index === "number" ? places?.at[index] : undefined;
      if (found === undefined) return placeOf(offset);
      offset = found;
      if (Array.isArray(holder) && typeof segment === "number") holder = holder[segment] ?? null;
      else if (isJsonObject(holder)) {
        holder = holder[segment] ?? null;
        const isKeyAsked = part === "key" && depth === path.length - 1;
        if (!isKeyAsked) offset = valueOffset(text, offset);
      }
    }
    return placeOf(offset);
  };
  return { file, value: parsed.value, locate };
}

/** Where the value of a key begins: behind the key, its colon, and blanks. */
function valueOffset(text: string, keyOffset: number): number {
  const pattern = /"(?:[^"\\]|\\.)*"\s*:\s*/y;
  pattern.lastIndex = keyOffset;
  const found = pattern.exec(text)?.[0];
  return keyOffset + (found?.length ?? 0);
}
