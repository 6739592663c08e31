import type { Json } from "../model/json.ts";
import { notPlain } from "./not-plain.ts";
import type { PlaceTableBuilder, Stretch } from "./place-table.ts";

/** A line, or what is left of it: offsets of the text, and the column in which it begins, from 0. */
export type PlainLine = {
  readonly indent: number;
  readonly start: number;
  readonly end: number;
  readonly isMarker?: boolean;
};

/** A key at the beginning of a line: its name, where it stands, and where its value begins. */
export type PlainKey = Stretch & { readonly name: string; readonly valueStart: number };

const wordKey = /[A-Za-z_][\w./-]*/y;
const quotedKey = /"([^"\\\n]*)"/y;

/** The key that a line begins with; null where it begins with none that is plain. */
export function plainKey(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): PlainKey | null {
  const isQuoted = text[start] === '"';
  const pattern = isQuoted ? quotedKey : wordKey;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (match === null) return null;
  const keyEnd = start + match[0].length;
  // Without the blank, `a:b` is one word.
  if (text[keyEnd] !== ":" || (keyEnd + 1 < end && text[keyEnd + 1] !== " ")) return null;
  let valueStart = keyEnd + 1;
  while (valueStart < end && text[valueStart] === " ") valueStart++;
  const name = isQuoted ? (match[1] ?? "") : match[0];
  // What it does to an object, and what the library makes of it, is left to the library.
  if (name === "__proto__") throw notPlain;
  return { name, start, end: keyEnd, valueStart };
}

/** A value and the offset behind it. */
type Parsed = { readonly value: Json; readonly end: number };

const doubleQuoted = /"([^"\\\n]*)"/y;
const singleQuoted = /'([^'\n]*)'(?!')/y;
/** Behind its first sign, a word goes on until a comment, or something that ends it. */
const blockWord =
  /[A-Za-z0-9_./+$(^~=;\u00C0-\u1FFF\u2C00-\uFFEF-](?:[^\n:# ]|:(?![\s]|$)|(?<! )#| +(?![ #\n]|$))*/y;
const flowWord =
  /[A-Za-z0-9_./+$(^~=;\u00C0-\u1FFF\u2C00-\uFFEF-](?:[^\n:# ,[\]{}]|:(?![\s,[\]{}]|$)|(?<! )#| +(?![ #\n,[\]{}:]|$))*/y;

/** Reads a scalar in one line. `isFlow`: inside of brackets or braces, where fewer signs belong to a word. */
export function plainScalar(text: string, { start, end }: Stretch, isFlow: boolean): Parsed {
  const first = text[start];
  if (first === '"' || first === "'") {
    const quoted = first === '"' ? doubleQuoted : singleQuoted;
    quoted.lastIndex = start;
    const match = quoted.exec(text);
    if (match === null) throw notPlain;
    return { value: match[1] ?? "", end: start + match[0].length };
  }
  if (first === "-" && !/[A-Za-z0-9]/.test(text[start + 1] ?? "")) throw notPlain;
  const word = isFlow ? flowWord : blockWord;
  word.lastIndex = start;
  const [written = ""] = word.exec(text) ?? [];
  if (written === "" || start + written.length > end) throw notPlain;
  return { value: resolved(written), end: start + written.length };
}

const numberLike =
  /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$|^0o[0-7]+$|^0x[0-9a-fA-F]+$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/** What a word means (YAML 1.2.2, core schema §10.3.2); numbers that are not short and whole are for the library. */
function resolved(written: string): Json {
  switch (written) {
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    case "null":
    case "Null":
    case "NULL":
    case "~":
      return null;
    default:
      if (/^(?:0|[1-9][0-9]{0,14})$/.test(written)) return Number(written);
      if (numberLike.test(written)) throw notPlain;
      return written;
  }
}

/** Reads a list in brackets or a map in braces that ends in its line. The entry is open, and gets its kind here. */
export function parseFlow(
  text: string,
  line: Stretch,
  entry: number,
  places: PlaceTableBuilder,
  depth = 0,
): Parsed {
  if (depth > 20) throw notPlain;
  const isMap = text[line.start] === "{";
  const closing = isMap ? "}" : "]";
  places.setKind(entry, isMap ? "map" : "list", "flow");
  const items: Json[] = [];
  const fields: { [key: string]: Json } = {};
  let at = afterBlanks(text, line.start + 1);
  while (text[at] !== closing) {
    const key = isMap ? plainKey(text, { start: at, end: line.end }) : null;
    if (isMap && (key === null || Object.hasOwn(fields, key.name))) throw notPlain;
    const start = key?.valueStart ?? at;
    const inner = places.open(key?.name ?? null, key, { start, end: start });
    const isNested = text[start] === "[" || text[start] === "{";
    const { value, end } = isNested
      ? parseFlow(text, { start, end: line.end }, inner, places, depth + 1)
      : plainScalar(text, { start, end: line.end }, true);
    places.setValue(inner, { start, end });
    places.close(inner);
    if (key) fields[key.name] = value;
    else items.push(value);
    at = afterBlanks(text, end);
    if (text[at] === ",") at = afterBlanks(text, at + 1);
    else if (text[at] !== closing) throw notPlain;
    if (at >= line.end) throw notPlain;
  }
  return { value: isMap ? fields : items, end: at + 1 };
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
}
