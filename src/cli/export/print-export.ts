import type { ExportLoss, ExportResult } from "#core/exchange/export/export-result.ts";
import type { PlannedWrite } from "./write-files.ts";

const words: { readonly [status in PlannedWrite["status"]]: string } = {
  new: "new",
  same: "unchanged",
  differs: "changed",
};

/** An export for people: the files, how many documents stand in them, and all that has no place there. */
export function printExport(
  files: readonly (Pick<PlannedWrite, "file" | "status"> & { readonly bytes: number })[],
  documents: ExportResult["documents"],
  losses: readonly ExportLoss[],
  isWritten: boolean,
): string {
  const lines = [
    isWritten ? "Written:" : "Would be written:",
    ...files.map(({ file, status, bytes }) => `  ${file}  ${bytes} bytes, ${words[status]}`),
    `${documents.written} of ${documents.read} documents stand in ${files.length === 1 ? "it" : "them"}.`,
  ];
  if (losses.length > 0) lines.push("", "Without a place there:", ...losses.map(lossLine));
  return `${lines.join("\n")}\n`;
}

function lossLine({ message, count, refs }: ExportLoss): string {
  const shown = refs.slice(0, 3).join(", ");
  return `  ${String(count).padStart(5)} × ${message} (${shown}${count > 3 ? ", …" : ""})`;
}
