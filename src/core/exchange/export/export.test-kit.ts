import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { resolveEstate } from "../../document/resolve-estate.ts";
import type { Estate } from "../../model/estate.ts";
import type { Exporter } from "./export-result.ts";

const lab = path.join(import.meta.dirname, "../../../../lab/estate");

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The documents of a text. */
export function estateOf(text: string): Estate {
  return resolveEstate([{ type: "text", file: "estate.yaml", text }]).estate;
}

/** The documents of the lab, with further ones. */
export function labEstate(further = ""): Estate {
  const files = readdirSync(lab)
    .filter((name) => name.endsWith(".yaml"))
    .map((file) => ({ type: "text" as const, file, text: readFileSync(path.join(lab, file), "utf8") }));
  return resolveEstate([...files, { type: "text", file: "further.yaml", text: further }]).estate;
}

/** Exports an estate; the files by their paths. */
export function exported(exporter: Exporter, estate: Estate) {
  const result = exporter(estate, { exportedAt: "2026-06-30T00:00:00.000Z", sha256 });
  return { ...result, texts: new Map(result.files.map(({ path: file, text }) => [file, text])) };
}
