import type { Diagnostic } from "../../model/diagnostic.ts";
import { inlineCredential } from "../rules/inline-credential.ts";

/** What fingerprints are made of besides the diagnostics. */
export type FingerprintSources = {
  /** The text of a file, empty where it could not be read. */
  readonly textOf: (file: string) => string;
  /** The name of a file that is the same on every machine: relative to the folder that was checked. */
  readonly nameOf: (file: string) => string;
  /** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
};

/**
 * A fingerprint for each diagnostic, in their order: 32 hexadecimal digits that stay the same while the finding
 * does, wherever its lines move to. It is made of the code, the document (or, outside of documents, the file), and
 * the line of text without its blanks; equal ones are counted. The message is no part of it, for it quotes numbers
 * of other documents. Neither is the line of a credential: from a hash, a weak one can be guessed.
 */
export function fingerprintsOf(
  diagnostics: readonly Diagnostic[],
  { textOf, nameOf, sha256 }: FingerprintSources,
): readonly string[] {
  const lines = new Map<string, readonly string[]>();
  const lineOf = ({ file, span }: Diagnostic["place"]) => {
    const known = lines.get(file) ?? textOf(file).split("\n");
    lines.set(file, known);
    return (known[span.line - 1] ?? "").replaceAll(/\s+/g, " ").trim();
  };
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, place }) => {
    const text = code === inlineCredential.code ? "" : lineOf(place).slice(0, lineMax);
    const identity = JSON.stringify([code, place.ref ?? nameOf(place.file), text]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return sha256(`${identity} ${count}`).slice(0, 32);
  });
}

/** A file of one line would otherwise be hashed once for each of its findings. */
const lineMax = 500;
