import path from "node:path";
import type { PrintedRecord } from "#core/incident/log/printed-record.ts";
import { typeset } from "./typeset.ts";

/** A record as PDF: A4. Throws `NoTypesetterError`. */
export function recordPdf(record: PrintedRecord): Promise<Uint8Array> {
  return typeset(path.join(import.meta.dirname, "record.typ"), { record: JSON.stringify(record) });
}
