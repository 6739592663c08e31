import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { UsageError } from "../exit-code.ts";

/** What a folder and a server last agreed on. */
export type Base = {
  /** Tells the server's documents from any other's. */
  readonly origin: string;
  /** Reference to the SHA-256 of its text. */
  readonly documents: { readonly [ref: string]: string };
};

/** Begins with a dot, so that no reader of documents looks at it. */
const name = ".holdfast-base.json";

const schema: z.ZodType<Base> = z.object({
  origin: z.string(),
  documents: z.record(z.string(), z.string()),
});

/** What this folder last agreed on with the server of `origin`; null when nothing is known. */
export function readBase(folder: string, origin: string | null): Base | null {
  const file = path.join(folder, name);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null;
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new UsageError(`${file} is damaged: remove it; nothing is overwritten without it`);
  return parsed.data.origin === origin ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps what the folder and the server agree on now. */
export function writeBase(folder: string, base: Base): void {
  const file = path.join(folder, name);
  writeFileSync(`${file}.new`, `${JSON.stringify(base, null, 1)}\n`);
  renameSync(`${file}.new`, file);
}
