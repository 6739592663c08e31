import canonicalize from "canonicalize";
import type { LocatedDocument } from "../document/located-document.ts";
import { parseDocuments } from "../document/parse-documents.ts";
import { readDocument } from "../document/read-document.ts";
import type { Json } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import { splitDocuments } from "./split-documents.ts";

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. Given by the caller: the core has no cryptography. */
export type Sha256 = (text: string) => string;

/** One document as it was written, comments and all. */
export type WrittenDocument = {
  /** What it calls itself; null where even that cannot be told. */
  readonly ref: Ref | null;
  /** Where it stands, relative to the folder of the estate, with slashes. */
  readonly file: string;
  readonly text: string;
  /**
   * Names its meaning: SHA-256 over the canonical JSON (RFC 8785) of the document, so that comments and
   * layout do not count. null where it cannot be read.
   */
  readonly revision: string | null;
};

/** The documents of one file, in their order; each with its own text. Never throws. */
export function readWrittenDocuments(file: string, text: string, sha256: Sha256): readonly WrittenDocument[] {
  const texts = splitDocuments(text);
  const whole = parseDocuments(file, text);
  // One parse of the whole file is enough wherever both ways of counting agree.
  const isAligned = whole.documents.length === texts.length && whole.problems.length === 0;
  return texts.map((one, index) => {
    const located = isAligned ? whole.documents[index] : parseDocuments(file, one).documents[0];
    return written(file, one, located, sha256);
  });
}

function written(
  file: string,
  text: string,
  located: LocatedDocument | undefined,
  sha256: Sha256,
): WrittenDocument {
  if (located === undefined) return { ref: null, file, text, revision: null };
  const { ref } = readDocument(located);
  return { ref, file, text, revision: located.damaged ? null : meaningOf(located.value, sha256) };
}

/** A lone surrogate is JSON to a parser and none to RFC 8785: such a document has no revision. */
function meaningOf(value: Json, sha256: Sha256): string | null {
  try {
    const text = canonicalize(value);
    return text === undefined ? null : sha256(text);
  } catch {
    return null;
  }
}
