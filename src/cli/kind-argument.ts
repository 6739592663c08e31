import { closestName } from "#core/document/closest-name.ts";
import { type DocumentKind, documentKinds } from "#core/model/ref.ts";
import { UsageError } from "./exit-code.ts";

/** The kind that a person wrote, in whatever case. Throws `UsageError` with the nearest where there is none. */
export function kindNamed(written: string): DocumentKind {
  const kind = documentKinds.find((one) => one.toLowerCase() === written.toLowerCase());
  if (kind !== undefined) return kind;
  const closest = closestName(written, documentKinds);
  const help = closest === null ? `the kinds are ${documentKinds.join(", ")}` : `did you mean ${closest}?`;
  throw new UsageError(`there is no kind ${written}; ${help}`);
}
