import { UsageError } from "../exit-code.ts";

/** Where the documents are that a question is about: in a folder, or published on the server. */
export type DocumentsPlace =
  | { readonly type: "folder"; readonly folder: string }
  | { readonly type: "server" };

/** `DIR` or `--server`, one of them. Throws `UsageError` for both and for neither. */
export function documentsPlace(folder: string | undefined, isServer: boolean | undefined): DocumentsPlace {
  if (isServer === true && folder === undefined) return { type: "server" };
  if (isServer !== true && folder !== undefined) return { type: "folder", folder };
  throw new UsageError(
    "name a folder of documents, or --server for the published ones and what runs have measured; one of the two",
  );
}

/** How `--server` is described wherever it is an option. */
export const serverOption = [
  "--server",
  "the published documents instead of a folder, with what live runs have measured",
] as const;
