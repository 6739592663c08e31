import type { Json } from "../model/json.ts";
import type { DocumentTree } from "./parse-tree.ts";
import { parseFlow, type PlainLine, plainKey, plainScalar } from "./plain-flow.ts";
import { notPlain } from "./not-plain.ts";
import { type PlaceTableBuilder, placeTableBuilder } from "./place-table.ts";

/**
 * Reads YAML as nearly all documents are written: maps and lists in blocks or on one line, words, numbers, texts in
 * quotes without escapes, comments. null for everything else (anchors, texts of several lines, tabs, mistakes …),
 * which is then the YAML library's, whose result for what is read here is the same: a property test holds the two
 * together. It is some fifteen times as fast, and parsing is most of the time of a check.
 */
export function parsePlainYaml(text: string): readonly DocumentTree[] | null {
  if (strange.test(text)) return null;
  try {
    return documentsIn(linesOf(text)).map((lines) => documentOf(text, lines));
  } catch (error) {
    if (error === notPlain) return null;
    throw error;
  }
}

/** Tabs, carriage returns, and what looks like a blank or a line end to some readers only. */
const strange =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0009\u000B-\u001F\u007F-\u00A0\u1680\u2000-\u200F\u2028-\u202F\u205F\u3000\uFEFF\uFFF0-\uFFFF]/;

/** Deeper ones are left to the library, which says so. */
const plainDepthMax = 40;

/** The lines that say something, without blanks around them. */
function linesOf(text: string): readonly PlainLine[] {
  const lines: PlainLine[] = [];
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf("\n", from);
    const next = found < 0 ? text.length : found;
    let start = from;
    while (start < next && text[start] === " ") start++;
    let end = next;
    while (end > start && text[end - 1] === " ") end--;
    if (start < end && text[start] !== "#") lines.push({ indent: start - from, start, end });
    from = next + 1;
  }
  return lines.map((line) => ({ ...line, isMarker: line.indent === 0 && isMarker(text, line) }));
}

function isMarker(text: string, { start, end }: PlainLine): boolean {
  const isDashes = text.startsWith("---", start);
  if (isDashes && end - start === 3) return true;
  // What stands behind the dashes, the end of a document and directives are rare.
  if (isDashes || text.startsWith("...", start) || text[start] === "%") throw notPlain;
  return false;
}

function documentsIn(lines: readonly PlainLine[]): readonly (readonly PlainLine[])[] {
  const documents: PlainLine[][] = [[]];
  for (const line of lines) {
    if (line.isMarker === true) documents.push([]);
    else documents.at(-1)?.push(line);
  }
  return documents.filter((own) => own.length > 0);
}

/** Where the reading of one document has got to. */
type Reading = {
  readonly text: string;
  readonly lines: readonly PlainLine[];
  readonly places: PlaceTableBuilder;
  at: number;
};

function documentOf(text: string, lines: readonly PlainLine[]): DocumentTree {
  const places = placeTableBuilder();
  const reading: Reading = { text, lines, places, at: 0 };
  const [first] = lines;
  if (first === undefined) throw notPlain;
  const entry = places.open(null, null, { start: first.start, end: first.end });
  const value = readBlock(reading, first, entry, 0);
  places.close(entry);
  if (reading.at < lines.length) throw notPlain;
  return { value, damaged: false, places: places.table() };
}

/** Reads the map or the list that begins at a line, or in it where a list holds a map: `- a: 1`. */
function readBlock(reading: Reading, line: PlainLine, entry: number, depth: number): Json {
  if (depth > plainDepthMax) throw notPlain;
  if (isItem(reading.text, line)) return readList(reading, line.indent, entry, depth);
  return readMap(reading, line, entry, depth);
}

const isItem = (text: string, { start }: PlainLine) => text[start] === "-" && text[start + 1] === " ";

function readList(reading: Reading, indent: number, entry: number, depth: number): Json {
  const { text, lines, places } = reading;
  places.setKind(entry, "list", "block");
  const items: Json[] = [];
  for (let line = lines[reading.at]; line?.indent === indent; line = lines[reading.at]) {
    if (!isItem(text, line)) break;
    let start = line.start + 1;
    while (text[start] === " ") start++;
    const inner: PlainLine = { indent: indent + start - line.start, start, end: line.end };
    const item = places.open(null, null, { start, end: line.end });
    if (isItem(text, inner)) throw notPlain;
    if (plainKey(text, inner) === null) items.push(readInline(reading, inner, item, indent));
    else items.push(readMap(reading, inner, item, depth + 1));
    places.close(item);
  }
  mustEnd(reading, indent);
  return items;
}

/** Reads a map whose first key stands in `first`, which may be a part of the line at which the reading is. */
function readMap(reading: Reading, first: PlainLine, entry: number, depth: number): Json {
  const { lines, places } = reading;
  const { indent } = first;
  places.setKind(entry, "map", "block");
  const value: { [key: string]: Json } = {};
  let line: PlainLine | undefined = first;
  while (line?.indent === indent && (line === first || !isItem(reading.text, line))) {
    const key = plainKey(reading.text, line);
    if (key === null || Object.hasOwn(value, key.name)) throw notPlain;
    const inner: PlainLine = { indent, start: key.valueStart, end: line.end };
    const field = places.open(key.name, key, { start: inner.start, end: inner.end });
    const isEmpty = inner.start >= inner.end || reading.text[inner.start] === "#";
    value[key.name] = isEmpty
      ? readBelow(reading, indent, field, depth + 1)
      : readInline(reading, inner, field, indent);
    places.close(field);
    line = lines[reading.at];
  }
  mustEnd(reading, indent);
  return value;
}

/** A deeper line behind a collection would belong to something that is none of its parts. */
function mustEnd({ lines, at }: Reading, indent: number): void {
  if ((lines[at]?.indent ?? 0) > indent) throw notPlain;
}

/** Reads the block below a key; lists may stand in the column of the key itself. */
function readBelow(reading: Reading, indent: number, field: number, depth: number): Json {
  reading.at++;
  const next = reading.lines[reading.at];
  const isBelow =
    next !== undefined && (next.indent > indent || (next.indent === indent && isItem(reading.text, next)));
  if (!isBelow) throw notPlain;
  reading.places.setValue(field, { start: next.start, end: next.end });
  if (!isItem(reading.text, next) && plainKey(reading.text, next) === null) throw notPlain;
  return readBlock(reading, next, field, depth);
}

/** Reads a value that stands in one line as a whole: a deeper line behind it would go on with it. */
function readInline(reading: Reading, inner: PlainLine, entry: number, indent: number): Json {
  const { text, lines, places } = reading;
  reading.at++;
  if ((lines[reading.at]?.indent ?? 0) > indent) throw notPlain;
  const first = text[inner.start];
  const isFlow = first === "[" || first === "{";
  const { value, end } = isFlow ? parseFlow(text, inner, entry, places) : plainScalar(text, inner, false);
  if (end < inner.end && !(text[end] === " " && /^ +#/.test(text.slice(end, inner.end)))) throw notPlain;
  places.setValue(entry, { start: inner.start, end });
  return value;
}
