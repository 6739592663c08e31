import path from "node:path";
import type { PlanBook } from "#core/exchange/export/plan-book/plan-book.ts";
import { typeset } from "../typeset/typeset.ts";

/** A plan book as PDF: A4. Throws `NoTypesetterError`. */
export function planBookPdf(book: PlanBook): Promise<Uint8Array> {
  return typeset(path.join(import.meta.dirname, "plan-book.typ"), { book: JSON.stringify(book) });
}
