import { readFile } from "node:fs/promises";
import path from "node:path";
import type { PlanBook } from "#core/exchange/export/plan-book/plan-book.ts";

/** No typesetter for this platform: its package is optional, and Markdown needs none. */
export class NoTypesetterError extends Error {}

/**
 * A plan book as PDF: A4, tagged (PDF/UA-1). The same book gives the same bytes, for no time is written into the file;
 * fonts are those the typesetter carries, and for letters that these lack, those of the machine. Throws `NoTypesetterError` where the typesetter is not installed.
 */
export async function planBookPdf(book: PlanBook): Promise<Uint8Array> {
  const { NodeCompiler } = await loadTypesetter();
  const main = await readFile(path.join(import.meta.dirname, "plan-book.typ"), "utf8");
  const compiler = NodeCompiler.create();
  const source = { mainFileContent: main, inputs: { book: JSON.stringify(book) } };
  return compiler.pdf(source, { pdfStandard: "ua-1" });
}

async function loadTypesetter() {
  try {
    return await import("@myriaddreamin/typst-ts-node-compiler");
  } catch (error) {
    throw new NoTypesetterError(
      `there is no typesetter for ${process.platform}-${process.arch} here: use --format md, or install with optional packages`,
      { cause: error },
    );
  }
}
