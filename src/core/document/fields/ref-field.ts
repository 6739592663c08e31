import { z } from "zod";
import { type DocumentKind, documentKinds, isRef, type Ref } from "../../model/ref.ts";

/** A kind of document as references spell it. */
export type RefKind = Lowercase<DocumentKind>;

/**
 * What the texts of a field refer to. The checker finds every reference of a document by it, and the
 * published schemas their patterns, so that no field has to be listed a second time.
 */
export const referenceKinds = z.registry<{ readonly kinds: readonly RefKind[] }>();

const anyKind = documentKinds.map((kind) => kind.toLowerCase() as RefKind);

/** Whoever can own something or be accountable for it. */
export const someone: readonly RefKind[] = ["team", "person"];

/** What something can depend on. */
export const dependable: readonly RefKind[] = ["component", "service", "vendor", "site", "function"];

/**
 * A reference `kind:name` to one of the kinds given (none given: to any). Whether it points at
 * something, and at something of the right kind, is for rules to say: they know the whole estate.
 */
export function refTo(...kinds: readonly RefKind[]) {
  const text = z.string().register(referenceKinds, { kinds: kinds.length ? kinds : anyKind });
  return text.transform((written, context): Ref => {
    if (isRef(written)) return written;
    context.issues.push({
      code: "custom",
      input: written,
      message: `${JSON.stringify(written)} is not a reference`,
      params: { help: "a reference is a kind and a name, such as team:dba or component:orders-db" },
    });
    return z.NEVER;
  });
}

/** The key of a map that is a reference, such as the site in `latency`. */
export function refKeyTo(...kinds: readonly RefKind[]) {
  return z.string().register(referenceKinds, { kinds });
}
