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
  const blocks = new Set<number>();
  let lastEnd = 0;
  const setValue = (entry: number, { start, end }: Stretch) => {
    numbers[entry * width] = start;
    numbers[entry * width + 1] = end;
  };
  return {
    /** Opens an entry and returns its number. */
    open(key: string | null, keyStretch: Stretch | null, value: Stretch | null): number {
      const entry = keys.length;
      keys.push(key);
      const { start, end } = value ?? nowhere;
      numbers.push(start, end, (keyStretch ?? nowhere).start, (keyStretch ?? nowhere).end, 1, -1, 0);
      return entry;
    },
    /** A collection in block style ends where the last thing in it does, not with the lines behind it. */
    close(entry: number): void {
      numbers[entry * width + 4] = keys.length - entry;
      if (blocks.delete(entry) && keys.length - entry > 1) numbers[entry * width + 1] = lastEnd;
      lastEnd = Math.max(numbers[entry * width + 1] ?? 0, numbers[entry * width + 3] ?? 0);
    },
    setValue,
    setTarget(entry: number, target: number): void {
      numbers[entry * width + 5] = target;
    },
    setKind(entry: number, kind: EntryKind, style: "block" | "flow"): void {
      numbers[entry * width + 6] = kinds.indexOf(kind);
      if (style === "block") blocks.add(entry);
    },
    table: (): PlaceTable => ({ numbers: Int32Array.from(numbers), keys }),
  };
}

const nowhere: Stretch = { start: -1, end: -1 };

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
