/** The kinds of document, in the spelling of `kind:` and, in lower case, of references. */
export const documentKinds = [
  "Site",
  "Component",
  "Service",
  "Function",
  "Vendor",
  "Contract",
  "Team",
  "Person",
  "Roster",
  "Protection",
  "Runbook",
  "Plan",
  "Scenario",
  "Monitor",
  "Policy",
  "Exercise",
  "Assessment",
  "Assumption",
  "Risk",
] as const;

export type DocumentKind = (typeof documentKinds)[number];

/** A reference to a document: `kind:name`, such as `service:orders`. */
export type Ref = `${Lowercase<DocumentKind>}:${string}`;

/** Names are DNS labels (RFC 1123) so that they can stand in file names, URLs and host names. */
export const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const kindsInLowerCase: ReadonlySet<string> = new Set(documentKinds.map((kind) => kind.toLowerCase()));

/** The two parts of a reference, or null where `text` is none. */
export function parseRef(
  text: string,
): { readonly kind: Lowercase<DocumentKind>; readonly name: string } | null {
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const name = text.slice(colon + 1);
  if (colon < 1 || !kindsInLowerCase.has(kind) || !namePattern.test(name)) return null;
  return { kind: kind as Lowercase<DocumentKind>, name };
}

/** Whether `text` is a well-formed reference (it may still point at nothing). */
export function isRef(text: string): text is Ref {
  return parseRef(text) !== null;
}
