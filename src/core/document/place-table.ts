import type { Node } from "yaml";

/** Offsets per entry: its value, its key, how many entries it spans with itself, what its alias stands for, its kind. */
const width = 7;

type EntryKind = "single" | "map" | "list";
const kinds: readonly EntryKind[] = ["single", "map", "list"];

/**
 * Where each part of one document stands, as plain data: the tree of the YAML library takes some thirty
 * times as much memory, and cannot be sent from one thread to another. Entries are in the order of the
 * text, each followed by what it holds.
 */
export type PlaceTable = {
  readonly numbers: Int32Array;
  /** The key of each entry; null for the document itself, for items of lists, and for keys that are no words. */
  readonly keys: readonly (string | null)[];
};

/** An entry of the table; offsets are of the text, and null where nothing stands. */
export type PlaceEntry = {
  readonly value: Stretch | null;
  readonly key: Stretch | null;
  readonly kind: EntryKind;
};

export type Stretch = { readonly start: number; readonly end: number };

export type PlaceTableBuilder = ReturnType<typeof placeTableBuilder>;

/** Makes a table: entries are opened and closed around what they hold. */
export function placeTableBuilder() {
  const numbers: number[] = [];
  const keys: (string | null)[] = [];
  return {
    /** Opens an entry and returns its number. */
    open(key: string | null, keyNode: Node | null, valueNode: Node | null): number {
      const entry = keys.length;
      keys.push(key);
      const [valueStart, valueEnd] = offsetsOf(valueNode);
      const [keyStart, keyEnd] = offsetsOf(keyNode);
      numbers.push(valueStart, valueEnd, keyStart, keyEnd, 1, -1, 0);
      return entry;
    },
    close(entry: number): void {
      numbers[entry * width + 4] = keys.length - entry;
    },
    setTarget(entry: number, target: number): void {
      numbers[entry * width + 5] = target;
    },
    setKind(entry: number, kind: EntryKind): void {
      numbers[entry * width + 6] = kinds.indexOf(kind);
    },
    table: (): PlaceTable => ({ numbers: Int32Array.from(numbers), keys }),
  };
}

function offsetsOf(node: Node | null): readonly [number, number] {
  if (node === null) return [-1, -1];
  return [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
}

function numberAt(table: PlaceTable, entry: number, field: number): number {
  return table.numbers[entry * width + field] ?? -1;
}

/** The entry of a number. */
export function placeEntry(table: PlaceTable, entry: number): PlaceEntry {
  const stretch = (at: number): Stretch | null => {
    const start = numberAt(table, entry, at);
    return start < 0 ? null : { start, end: numberAt(table, entry, at + 1) };
  };
  return { value: stretch(0), key: stretch(2), kind: kinds[numberAt(table, entry, 6)] ?? "single" };
}

/** What an entry stands for: itself, or what its alias names. */
export function aliasTarget(table: PlaceTable, entry: number): number {
  const target = numberAt(table, entry, 5);
  return target < 0 ? entry : target;
}

/** The numbers of the entries that a map or a list holds. */
export function* entriesIn(table: PlaceTable, entry: number): Iterable<number> {
  const end = entry + numberAt(table, entry, 4);
  for (let inner = entry + 1; inner < end; inner += Math.max(1, numberAt(table, inner, 4))) yield inner;
}

/** The stretches of values of one piece, such as a text of several lines, in the order of the text. */
export function* singleValues(table: PlaceTable): Iterable<Stretch> {
  for (let entry = 0; entry < table.keys.length; entry++) {
    const { value, kind } = placeEntry(table, entry);
    if (kind === "single" && value !== null) yield value;
  }
}
