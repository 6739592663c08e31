import { parseRef, type Ref } from "../model/ref.ts";

const charactersMax = 300;
const segment = /^[A-Za-z0-9_][A-Za-z0-9_. -]*$/;

/**
 * Whether a path may be written below a folder of documents: relative, with slashes, no part beginning with
 * a dot (which would leave the folder, or not be read again), ending in .yaml or .yml.
 */
export function isEstateFile(file: string): boolean {
  return (
    file.length <= charactersMax &&
    /\.ya?ml$/.test(file) &&
    file.split("/").every((part) => segment.test(part))
  );
}

/** Where a document goes that nobody gave a file: `service/orders.yaml`. */
export function defaultFile(ref: Ref): string {
  const parsed = parseRef(ref);
  return parsed === null ? "documents.yaml" : `${parsed.kind}/${parsed.name}.yaml`;
}
