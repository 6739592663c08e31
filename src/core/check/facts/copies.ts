import type { DocumentPath } from "../../model/document-path.ts";
import type { DocumentOf } from "../../model/estate.ts";
import { lossBoundSeconds, type ProtectionSpec } from "../../model/protection.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { documentAt, ofKind } from "./of-kind.ts";

/** One copy of some data: a replica, or what a protection keeps. */
export type Copy = {
  /** The document that says so, and where in it. */
  readonly by: Ref;
  readonly path: DocumentPath;
  /** null: nobody has said where it stands. */
  readonly site: Ref | null;
};

const typesWithData =
  /^(?:database|data-store|file-server|file-store|object-store|storage|volume|queue|message-queue)$/;

/** The protections of each thing, by that thing. */
export const protectionsOf = oncePerCheck(
  (context): ReadonlyMap<Ref, readonly DocumentOf<"Protection">[]> => {
    const protections = new Map<Ref, DocumentOf<"Protection">[]>();
    for (const protection of ofKind(context, "Protection")) {
      const { protects, source } = protection.spec;
      for (const ref of new Set([protects, source ?? protects])) {
        const known = protections.get(ref);
        if (known) known.push(protection);
        else protections.set(ref, [protection]);
      }
    }
    return protections;
  },
);

/** The copies of each component's data, by the component they were taken from. */
export const copiesOf = oncePerCheck((context): ReadonlyMap<Ref, readonly Copy[]> => {
  const copies = new Map<Ref, Copy[]>();
  const add = (of: Ref, copy: Copy) => {
    const known = copies.get(of);
    if (known) known.push(copy);
    else copies.set(of, [copy]);
  };
  for (const { ref, spec } of ofKind(context, "Component")) {
    if (spec.replicaOf) add(spec.replicaOf, { by: ref, path: ["spec", "replicaOf"], site: spec.site });
  }
  for (const { ref, spec } of ofKind(context, "Protection")) {
    const site = spec.targetSite ?? siteOf(context, spec.target);
    const path = ["spec", spec.targetSite === null ? "target" : "targetSite"];
    add(spec.source ?? spec.protects, { by: ref, path, site });
  }
  return copies;
});

/** Whether the copy has to be restored before anybody can use it. */
export function mustBeRestored({ method }: ProtectionSpec): boolean {
  return method === "snapshot" || method === "backup" || method === "export";
}

/** The site in which a component stands, where that is known. */
export function siteOf(context: CheckContext, ref: Ref | null): Ref | null {
  return documentAt(context, "Component", ref)?.spec.site ?? null;
}

/** Whether a component is known to keep data: by its type, or because rules for its data are given. */
export function keepsData({ spec }: DocumentOf<"Component">): boolean {
  return (
    typesWithData.test(spec.type ?? "") ||
    spec.data.jurisdictions.length > 0 ||
    spec.data.classification !== null
  );
}

/**
 * The most data that can be lost of each protected thing, in seconds of writing: that of its best
 * protection. Where one of them is unknown, the best may be better still, and the thing is left out.
 */
export const lossBoundByRef = oncePerCheck((context): ReadonlyMap<Ref, number> => {
  const bounds = new Map<Ref, number>();
  for (const [ref, protections] of protectionsOf(context)) {
    const known = protections.map(({ spec }) => lossBoundSeconds(spec));
    if (known.every((bound) => bound !== null)) bounds.set(ref, Math.min(...known));
  }
  return bounds;
});
