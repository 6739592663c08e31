import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../source-files.ts";
import { applyChanges, type Texts } from "./apply-changes.ts";
import { datedParts } from "./dated-parts.ts";

function textsOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => [path.posix.join(folder, name), readFileSync(path.join(root, folder, name), "utf8")]);
}

/**
 * The documents of the lab, with what has a date beside and in them: the lab's own documents carry none, or
 * they would go stale by themselves.
 */
export const cleanEstate: Texts = applyChanges(
  new Map([...textsOf("lab/estate"), ...textsOf("test/broken-estates/estate")]),
  datedParts,
);
