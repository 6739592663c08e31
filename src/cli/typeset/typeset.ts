import { readFile } from "node:fs/promises";

/** No typesetter for this platform: its package is optional, and Markdown needs none. */
export class NoTypesetterError extends Error {}

/**
 * A PDF from a template and what it prints: tagged (PDF/UA-1). The same input gives the same bytes, for no time is written
 * into the file; fonts are those the typesetter carries, and for letters that these lack, those of the machine.
 * Throws `NoTypesetterError` where the typesetter is not installed.
 */
export async function typeset(
  template: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const { NodeCompiler } = await loadTypesetter();
  const compiler = NodeCompiler.create();
  const source = { mainFileContent: await readFile(template, "utf8"), inputs: { ...inputs } };
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
