/**
 * For each of so many keys a list of whole numbers, all in one array: no object per list, so that a million lists
 * cost what their numbers cost. Lists that grow move to the end of the array.
 */
export type IntLists = {
  readonly start: Int32Array;
  readonly count: Int32Array;
  readonly room: Int32Array;
  values: Int32Array;
  /** Where free space begins in `values`. */
  end: number;
};

/** Lists of the given lengths, not yet filled: `append` fills them without moving any. */
export function intLists(lengths: Int32Array): IntLists {
  const start = new Int32Array(lengths.length);
  let end = 0;
  for (let key = 0; key < lengths.length; key += 1) {
    start[key] = end;
    end += lengths[key]!;
  }
  return { start, count: new Int32Array(lengths.length), room: lengths, values: new Int32Array(end), end };
}

/** Adds a number to the end of the list of `key`. */
export function append(lists: IntLists, key: number, value: number): void {
  const count = lists.count[key]!;
  if (count === lists.room[key]!) moveToEnd(lists, key, Math.max(4, count * 2));
  lists.values[lists.start[key]! + count] = value;
  lists.count[key] = count + 1;
}

/** Takes one occurrence of a number out of the list of `key`; the order of the others may change. */
export function remove(lists: IntLists, key: number, value: number): void {
  const start = lists.start[key]!;
  const last = start + lists.count[key]! - 1;
  for (let at = start; at <= last; at += 1) {
    if (lists.values[at] !== value) continue;
    lists.values[at] = lists.values[last]!;
    lists.count[key] = last - start;
    return;
  }
}

/** A copy that can be changed while the original stays as it is, with room for so many more keys. */
export function copyLists(lists: IntLists, moreKeys = 0): IntLists {
  const grown = (array: Int32Array) => {
    const copy = new Int32Array(array.length + moreKeys);
    copy.set(array);
    return copy;
  };
  return {
    start: grown(lists.start),
    count: grown(lists.count),
    room: grown(lists.room),
    values: lists.values.slice(),
    end: lists.end,
  };
}

/** The list of `key`, as an array of its own. */
export function listOf(lists: IntLists, key: number): readonly number[] {
  const start = lists.start[key]!;
  return [...lists.values.subarray(start, start + lists.count[key]!)];
}

function moveToEnd(lists: IntLists, key: number, room: number): void {
  const start = lists.start[key]!;
  const count = lists.count[key]!;
  if (lists.end + room > lists.values.length) {
    const larger = new Int32Array(Math.max(lists.values.length * 2, lists.end + room));
    larger.set(lists.values);
    lists.values = larger;
  }
  lists.values.copyWithin(lists.end, start, start + count);
  lists.start[key] = lists.end;
  lists.room[key] = room;
  lists.end += room;
}
