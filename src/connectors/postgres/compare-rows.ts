import { createHash } from "node:crypto";

/** One row: its key as text and a hash over all its columns. */
export type KeyedRow = { readonly key: string; readonly hash: string };

/** A set of keys: how many, the first of them in order, and a digest over all. */
export type KeySet = { readonly records: number; readonly keys: readonly string[]; readonly digest: string };

export type RowComparison = {
  /** On the old server and not on the new one. */
  readonly lost: KeySet;
  /** On both with different content. */
  readonly divergent: KeySet;
  readonly equal: number;
  /** Written on the new server since. */
  readonly onlyOnNew: number;
};

const listedMax = 1000;

/** Compares two streams of rows that are ordered by the bytes of their key; keeps only what it reports. */
export async function compareRows(
  old: AsyncIterator<KeyedRow>,
  next: AsyncIterator<KeyedRow>,
): Promise<RowComparison> {
  const lost = startKeySet();
  const divergent = startKeySet();
  let [equal, onlyOnNew] = [0, 0];
  let [left, right] = [await old.next(), await next.next()];
  while (!left.done || !right.done) {
    const order = orderOf(left, right);
    if (order < 0) lost.add(left.value.key);
    else if (order > 0) onlyOnNew += 1;
    else if (left.value.hash === right.value.hash) equal += 1;
    else divergent.add(left.value.key);
    if (order <= 0) left = await old.next();
    if (order >= 0) right = await next.next();
  }
  return { lost: lost.end(), divergent: divergent.end(), equal, onlyOnNew };
}

/** By UTF-8 bytes as PostgreSQL's collation "C" orders; JavaScript's own order differs beyond U+FFFF. */
function orderOf(left: IteratorResult<KeyedRow>, right: IteratorResult<KeyedRow>): number {
  if (left.done) return 1;
  if (right.done) return -1;
  if (left.value.key === right.value.key) return 0;
  return Buffer.compare(Buffer.from(left.value.key), Buffer.from(right.value.key));
}

function startKeySet(): { readonly add: (key: string) => void; readonly end: () => KeySet } {
  const hash = createHash("sha256");
  const keys: string[] = [];
  let records = 0;
  return {
    add: (key) => {
      hash.update(records === 0 ? key : `\n${key}`);
      records += 1;
      if (keys.length < listedMax) keys.push(key);
    },
    end: () => ({ records, keys, digest: hash.digest("hex") }),
  };
}
