import type { Json } from "../../model/json.ts";

/** Deeper than any export is; it keeps hostile ones from exhausting the stack. */
const depthMax = 128;

/** The places of the parts of a list or map: for each, the offset of its key (maps) or value (lists). */
type Offsets = { readonly keys: readonly string[] | null; readonly at: readonly number[] };

/** JSON with the place of each of its parts. */
export type ParsedJson =
  | {
      readonly type: "value";
      readonly value: Json;
      readonly offsetsOf: (holder: object) => Offsets | undefined;
    }
  | { readonly type: "error"; readonly offset: number; readonly message: string };

class SyntaxProblem extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Parses JSON (RFC 8259) and keeps where each part stands. Never throws. Integers beyond 2^53 stay as
 * the text they were written in; of equal keys the last one counts, as in JSON.parse.
 */
export function parseJson(text: string): ParsedJson {
  const reader = createReader(text);
  try {
    const value = reader.value(0);
    reader.end();
    return { type: "value", value, offsetsOf: (holder) => reader.offsets.get(holder) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { type: "error", offset: error.offset, message: error.message };
  }
}

const literals: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

function createReader(text: string) {
  let at = 0;
  const offsets = new Map<object, Offsets>();
  const names = new Map<string, string>();
  const blank = /[ \t\n\r]*/y;
  const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  const next = () => {
    match(blank);
    return text[at];
  };
  const fail = (message: string): never => {
    throw new SyntaxProblem(at, at >= text.length ? "the file ends in the middle of a value" : message);
  };
  const expect = (sign: string) => {
    if (next() !== sign) fail(`expected ${JSON.stringify(sign)}`);
    at++;
  };

  const string = (): string => {
    const written = quotedText();
    return written ?? fail("a text is not closed, or holds a character that must be escaped");
  };
  const quotedText = (): string | null => {
    const close = closingQuote(text, at);
    if (close < 0) return null;
    try {
      const written = JSON.parse(text.slice(at, close + 1)) as string;
      at = close + 1;
      return written;
    } catch {
      return null;
    }
  };

  const list = (depth: number): Json => {
    const items: Json[] = [];
    const places: number[] = [];
    at++;
    if (next() === "]") at++;
    else {
      for (;;) {
        next();
        places.push(at);
        items.push(value(depth + 1));
        if (next() === "]") break;
        expect(",");
      }
      at++;
    }
    offsets.set(items, { keys: null, at: places });
    return items;
  };

  const map = (depth: number): Json => {
    const entries: [string, Json][] = [];
    const places: number[] = [];
    at++;
    if (next() === "}") at++;
    else {
      for (;;) {
        if (next() !== '"') fail("expected a name in quotes");
        places.push(at);
        const name = string();
        const key = names.get(name) ?? name;
        names.set(key, key);
        expect(":");
        entries.push([key, value(depth + 1)]);
        if (next() === "}") break;
        expect(",");
      }
      at++;
    }
    // fromEntries defines properties of its own, so that a key __proto__ is a key like any other.
    const holder = Object.fromEntries(entries);
    offsets.set(holder, { keys: entries.map(([key]) => key), at: places });
    return holder;
  };

  const value = (depth: number): Json => {
    if (depth > depthMax) fail(`it is nested deeper than ${depthMax} levels`);
    const sign = next();
    if (sign === "{") return map(depth);
    if (sign === "[") return list(depth);
    if (sign === '"') return string();
    for (const [word, literal] of literals) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return literal;
    }
    const written = match(numberPattern);
    if (written === "") fail("expected a value");
    const number = Number(written);
    const isExact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
    return isExact ? number : written;
  };

  const end = () => {
    if (next() !== undefined) fail("something follows the end of the value");
  };
  return { value, end, offsets };
}

/** The offset of the quote that closes the text opened at `start`, or -1. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return -1;
}
