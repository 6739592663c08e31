import { createHash } from "node:crypto";
import { z } from "zod";
import { NotPossible } from "#connectors/postgres/fault.ts";

/** What was written of one file: its size in bytes and its SHA-256 in lower-case hexadecimal. */
export type WrittenFile = { readonly bytes: number; readonly sha256: string };

const manifestSchema = z.object({
  Files: z.array(
    z.object({
      Path: z.string().optional(),
      Size: z.number(),
      "Checksum-Algorithm": z.string().optional(),
      Checksum: z.string().optional(),
    }),
  ),
  "Manifest-Checksum": z.string(),
});

/**
 * Holds what was written against the server's backup manifest (PostgreSQL, "Backup Manifest Format"):
 * every file that it lists is there with its size and SHA-256, and nothing else but log segments,
 * which it does not list. Throws `NotPossible` that names the first difference.
 */
export function verifyAgainstManifest(manifest: Buffer, written: ReadonlyMap<string, WrittenFile>): void {
  const parsed = parseManifest(manifest);
  const listed = new Set<string>();
  for (const file of parsed.Files) {
    if (file.Path === undefined) throw new NotPossible("the backup has a file whose name is no UTF-8");
    listed.add(file.Path);
    const there = written.get(file.Path);
    if (!there) throw new NotPossible(`the backup lacks ${file.Path}`);
    if (there.bytes !== file.Size) {
      throw new NotPossible(
        `${file.Path} has ${there.bytes} bytes in the backup, ${file.Size} in its manifest`,
      );
    }
    if (file["Checksum-Algorithm"] !== "SHA256" || there.sha256 !== file.Checksum) {
      throw new NotPossible(`${file.Path} does not have the checksum of the manifest`);
    }
  }
  for (const path of written.keys()) {
    if (!listed.has(path) && !path.startsWith("pg_wal/")) {
      throw new NotPossible(`the backup has ${path}, which its manifest does not list`);
    }
  }
}

/** The manifest's last line is the SHA-256 of all lines before it. */
function parseManifest(bytes: Buffer): z.output<typeof manifestSchema> {
  const text = bytes.toString("utf8");
  const lastLineAt = text.trimEnd().lastIndexOf("\n") + 1;
  let parsed: z.output<typeof manifestSchema>;
  try {
    parsed = manifestSchema.parse(JSON.parse(text));
  } catch {
    throw new NotPossible("the backup's manifest is not whole");
  }
  const digest = createHash("sha256").update(text.slice(0, lastLineAt)).digest("hex");
  if (digest !== parsed["Manifest-Checksum"])
    throw new NotPossible("the backup's manifest fails its own checksum");
  return parsed;
}
