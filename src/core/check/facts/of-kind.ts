import type { DocumentOf, EstateDocument } from "../../model/estate.ts";
import type { DocumentKind } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";

const byKind = oncePerCheck(({ resolved }) => {
  const kinds = new Map<DocumentKind, EstateDocument[]>();
  for (const document of resolved.estate.documents.values()) {
    const known = kinds.get(document.kind);
    if (known) known.push(document);
    else kinds.set(document.kind, [document]);
  }
  return kinds;
});

/** The valid documents of one kind, in the order of their files; sorted out once for all rules. */
export function ofKind<Kind extends DocumentKind>(
  context: CheckContext,
  kind: Kind,
): readonly DocumentOf<Kind>[] {
  return (byKind(context).get(kind) ?? []) as readonly EstateDocument[] as readonly DocumentOf<Kind>[];
}

/**
 * Whether every document of these kinds could be read. What one that could not be read says is unknown, so that
 * a rule about something that is missing has nothing to say.
 */
export function areAllRead({ resolved }: CheckContext, ...kinds: readonly DocumentKind[]): boolean {
  const prefixes = kinds.map((kind) => `${kind.toLowerCase()}:`);
  return ![...resolved.estate.invalid].some((ref) => prefixes.some((prefix) => ref.startsWith(prefix)));
}

/** The valid documents of some kinds; of all where none is named. */
export function ofKinds(context: CheckContext, kinds: readonly DocumentKind[]): readonly EstateDocument[] {
  if (kinds.length === 0) return [...context.resolved.estate.documents.values()];
  return kinds.flatMap((kind) => byKind(context).get(kind) ?? []);
}

/** The valid document a reference names, when it is of that kind. */
export function documentAt<Kind extends DocumentKind>(
  { resolved }: CheckContext,
  kind: Kind,
  ref: string | null,
): DocumentOf<Kind> | null {
  const document = ref === null ? undefined : resolved.estate.documents.get(ref as EstateDocument["ref"]);
  return document?.kind === kind ? (document as DocumentOf<Kind>) : null;
}
