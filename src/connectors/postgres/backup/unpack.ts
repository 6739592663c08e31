import { createHash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import type { Extract } from "tar-stream";
import { NotPossible } from "#connectors/postgres/fault.ts";
import type { WrittenFile } from "./manifest.ts";

/** One file or folder of an archive as it comes by. */
type Entry = Extract extends AsyncIterable<infer E> ? E : never;

/** Writes a base backup's archive into a folder and tells what was written, by path within it. */
export async function unpack(archive: Extract, folder: string): Promise<ReadonlyMap<string, WrittenFile>> {
  const written = new Map<string, WrittenFile>();
  for await (const entry of archive) {
    const name = path.posix.normalize(entry.header.name);
    if (name.startsWith("/") || name.startsWith(".."))
      throw new NotPossible(`the backup has the path ${name}`);
    const target = path.join(folder, name);
    if (entry.header.type === "directory") {
      await mkdir(target, { recursive: true, mode: 0o700 });
      entry.resume();
    } else if (entry.header.type === "file") {
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      written.set(name, await writeEntry(entry, target));
    } else {
      throw new NotPossible(
        `the backup has ${name} of type ${entry.header.type}: tablespaces are not supported`,
      );
    }
  }
  return written;
}

async function writeEntry(entry: Entry, target: string): Promise<WrittenFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(target, "wx", 0o600);
  try {
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}
