import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.ts";

/**
 * What only a file with a process of its own may do: hooks outside of a suite would hold for its neighbours as well, and
 * so would another folder, other variables or a mocked clock. A file can also say so itself, with the reason.
 */
const needsOwnProcess =
  /^(?:before|after|beforeEach|afterEach)\(|process\.(?:chdir|exit|on\(|env\[[^\]]+\] =)|mock\.timers|^\/\/ Needs a process of its own: /m;

/** Processes that small files share; more than there are cores, so that none waits long for the last. */
const groupsMax = 8;

/**
 * Puts files that keep to themselves together, each group as one file that imports them: most of the time of a small
 * test is the start of its process and the reading of the same sources. The others stay as they are. `folder` takes the
 * files of the groups; `groupOf` tells which one a file is in.
 */
export function groupFiles(
  files: readonly string[],
  folder: string,
): { readonly files: readonly string[]; readonly groupOf: ReadonlyMap<string, string> } {
  const own = files.filter((file) => needsOwnProcess.test(readFileSync(path.resolve(root, file), "utf8")));
  const small = files.filter((file) => !own.includes(file));
  const groups = Array.from({ length: Math.min(groupsMax, small.length) }, (_, index) =>
    small.filter((_file, place) => place % groupsMax === index),
  );
  const groupOf = new Map<string, string>();
  const made = groups.map((group, index) => {
    const file = path.join(folder, `group-${index + 1}.test.mjs`);
    const lines = group.map(
      (each) => `import ${JSON.stringify(pathToFileURL(path.resolve(root, each)).href)};\n`,
    );
    writeFileSync(file, lines.join(""));
    for (const each of group) groupOf.set(path.relative(root, path.resolve(root, each)), file);
    return file;
  });
  return { files: [...made, ...own], groupOf };
}
