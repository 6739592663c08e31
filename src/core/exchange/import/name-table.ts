import type { DocumentKind, Ref } from "../../model/ref.ts";
import type { Cursor } from "./cursor.ts";
import { slug } from "./slug.ts";

/** References by the names a format uses. */
export type NameTable = {
  /**
   * Gives the thing called `raw` (by `at`) its reference. A name that had to change is noted; a second
   * thing of the same name gets none, which is reported at `item`. Where a format knows its things by a
   * `key` of their own, things of the same name are told apart by it.
   */
  readonly define: (kind: DocumentKind, raw: string, at: Cursor, item: Cursor, key?: string) => Ref | null;
  /** The reference of a defined thing, or null. */
  readonly find: (kind: DocumentKind, raw: string) => Ref | null;
  /**
   * The reference of what `raw` names, also where nothing defines it: the target then dangles, which is
   * noted at `at`. Null, and reported, where no reference can be made of it.
   */
  readonly refer: (kind: DocumentKind, raw: string, at: Cursor) => Ref | null;
};

/** A table for one import. Names are the same when they are the same text; two names that slug alike get numbers. */
export function createNameTable(): NameTable {
  const byName = new Map<string, Ref>();
  const taken = new Map<Ref, string>();
  const refOf = (kind: DocumentKind, name: string): Ref =>
    `${kind.toLowerCase() as Lowercase<DocumentKind>}:${name}`;
  /** The next number to try, so that ten thousand things of one name take no longer than as many of different ones. */
  const numbers = new Map<Ref, number>();
  const free = (kind: DocumentKind, name: string): Ref => {
    const base = refOf(kind, name);
    let ref = base;
    while (taken.has(ref)) {
      const number = numbers.get(base) ?? 2;
      numbers.set(base, number + 1);
      // Cutting a long name may leave a dash at its end, which a dash and a number may follow all the same.
      ref = refOf(kind, `${name.slice(0, 54)}-${number}`);
    }
    return ref;
  };
  const find: NameTable["find"] = (kind, raw) => byName.get(`${kind} ${raw}`) ?? null;
  return {
    find,
    define: (kind, raw, at, item, key = raw) => {
      if (find(kind, key) !== null) {
        item.report("duplicate-item", `a second ${kind} is called ${show(raw)}; the first one counts`);
        return null;
      }
      const name = slug(raw);
      if (name === null) {
        item.report("bad-value", `no name can be made of ${show(raw)}`);
        return null;
      }
      const ref = free(kind, name);
      const other = taken.get(refOf(kind, name));
      if (other !== undefined)
        at.note(
          "duplicate-name",
          `${show(raw)} and ${show(other)} come to the same name; this one is ${ref}`,
        );
      else if (name !== raw) at.note("renamed", `${show(raw)} is now ${ref}`);
      byName.set(`${kind} ${key}`, ref);
      taken.set(ref, raw);
      return ref;
    },
    refer: (kind, raw, at) => {
      const known = find(kind, raw);
      if (known !== null) return known;
      const name = slug(raw);
      if (name === null) {
        at.report("bad-value", `no reference can be made of ${show(raw)}`);
        return null;
      }
      const ref = refOf(kind, name);
      const other = taken.get(ref);
      if (other === undefined) at.note("dangling-target", `${ref} is not among what was imported`);
      else at.note("assumed", `${show(raw)} is taken for ${show(other)}, ${ref}`);
      return ref;
    },
  };
}

const show = (text: string) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
