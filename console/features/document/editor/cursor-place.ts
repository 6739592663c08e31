import type { DocumentPath } from "#core/model/document-path.ts";

/** What may be written where the cursor stands: a key of the map at `path`, or the value at `path`. */
export type CursorPlace = {
  readonly at: "key" | "value";
  readonly path: DocumentPath;
  /** What is written of it already, before the cursor. */
  readonly prefix: string;
  /** Where that begins. */
  readonly from: number;
  /** Plain values that stand before it in the same map, and in the maps around it from the inside out. */
  readonly around: readonly ReadonlyMap<string, string>[];
  /** Whether it stands within braces or brackets. */
  readonly isFlow: boolean;
};

type Frame = {
  readonly type: "key" | "item";
  readonly indent: number;
  readonly segment: string | number;
  /** The plain values of the map below it, as far as they were read. */
  readonly seen: Map<string, string>;
};

const keyLine =
  /^(?:"([^"]*)"|'([^']*)'|([^\s#'"{}[\],&*!|>%@`-][^#{}[\],]*?|-[^\s#{}[\],][^#{}[\],]*?))\s*:(?=\s|$)/;

/** Reads lines of block YAML one after the other and knows where it is. Broken text leads somewhere near, never to an error. */
function createReader() {
  const frames: Frame[] = [];
  const top = new Map<string, string>();
  let blockIndent: number | null = null;
  const seenHere = () => frames.at(-1)?.seen ?? top;
  const enterItem = (indent: number) => {
    let index = 0;
    while ((frames.at(-1)?.indent ?? -1) > indent) frames.pop();
    const last = frames.at(-1);
    if (last?.type === "item" && last.indent === indent) {
      index = Number(last.segment) + 1;
      frames.pop();
    }
    frames.push({ type: "item", indent, segment: index, seen: new Map() });
  };
  const leaveTo = (indent: number) => {
    while ((frames.at(-1)?.indent ?? -1) >= indent) frames.pop();
  };
  /** Goes through the dashes and the key of a line; answers what is left, and where that begins in it. */
  const enter = (
    line: string,
  ): { readonly rest: string; readonly column: number; readonly hasKey: boolean } => {
    let column = line.length - line.trimStart().length;
    let rest = line.slice(column);
    for (let dash = /^-(?:\s+|$)/.exec(rest); dash !== null; dash = /^-(?:\s+|$)/.exec(rest)) {
      enterItem(column);
      column += dash[0].length;
      rest = rest.slice(dash[0].length);
    }
    const key = keyLine.exec(rest);
    if (key === null) {
      if (!/^\s*-/.test(line)) leaveTo(column);
      return { rest, column, hasKey: false };
    }
    leaveTo(column);
    const name = key[1] ?? key[2] ?? key[3] ?? "";
    const value = rest.slice(key[0].length);
    seenHere().set(name, value.replace(/\s#.*$/, "").trim());
    frames.push({ type: "key", indent: column, segment: name, seen: new Map() });
    const blank = value.length - value.trimStart().length;
    return { rest: value.trimStart(), column: column + key[0].length + blank, hasKey: true };
  };
  return {
    frames,
    top,
    enter,
    read: (line: string) => {
      const indent = line.length - line.trimStart().length;
      if (line.trim() === "" || line.trimStart().startsWith("#")) return;
      if (blockIndent !== null && indent > blockIndent) return;
      blockIndent = null;
      const { rest } = enter(line);
      if (/^[|>][-+0-9]*\s*(?:#.*)?$/.test(rest)) blockIndent = frames.at(-1)?.indent ?? 0;
    },
    isInBlock: (line: string) => blockIndent !== null && line.length - line.trimStart().length > blockIndent,
  };
}

type Flow = {
  readonly isMap: boolean;
  key: string | null;
  index: number;
  readonly seen: Map<string, string>;
};

/** The maps and lists in braces and brackets that are open at the end of a text, and what is being written in the innermost. */
function openFlow(text: string): { readonly open: readonly Flow[]; readonly word: string } {
  const open: Flow[] = [];
  let word = "";
  const finish = () => {
    const inner = open.at(-1);
    if (inner?.isMap === true && inner.key !== null) inner.seen.set(inner.key, word.trim());
    word = "";
  };
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    const inner = open.at(-1);
    if (char === "{" || char === "[") {
      open.push({ isMap: char === "{", key: null, index: 0, seen: new Map() });
      word = "";
    } else if (char === "}" || char === "]") {
      finish();
      open.pop();
    } else if (char === "," && inner !== undefined) {
      finish();
      if (inner.isMap) inner.key = null;
      else inner.index++;
    } else if (
      char === ":" &&
      inner?.isMap === true &&
      inner.key === null &&
      /\s|^$/.test(text.charAt(index + 1))
    ) {
      inner.key = word.trim().replaceAll(/^["']|["']$/g, "");
      word = "";
    } else word += char;
  }
  return { open, word };
}

/** Where the cursor stands in the document: what might be written there. */
export function cursorPlaces(text: string, offset: number): readonly CursorPlace[] {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const reader = createReader();
  for (const line of text.slice(0, lineStart).split("\n")) {
    if (/^---(\s|$)/.test(line)) continue;
    reader.read(line);
  }
  const line = text.slice(lineStart, offset);
  if (reader.isInBlock(line) || /(^|\s)#/.test(line)) return [];
  const { rest, hasKey } = reader.enter(line);
  const frames = reader.frames;
  const path = frames.map(({ segment }) => segment);
  const around = [...frames.map(({ seen }) => seen).toReversed(), reader.top];
  const { open, word } = openFlow(rest);
  if (open.length > 0) return flowPlaces({ path, around, open, word, offset });
  const prefix = rest.replace(/^["']/, "");
  const base = { prefix, from: offset - prefix.length, isFlow: false };
  // Of a key that was just written the frame is its own: its value is what is asked for.
  if (hasKey) return [{ at: "value", path, ...base, around: around.slice(1) }];
  const asKey: CursorPlace = { at: "key", path, ...base, around };
  return frames.at(-1)?.type === "item" && /^\s*-/.test(line)
    ? [{ at: "value", path, ...base, around }, asKey]
    : [asKey];
}

type FlowPlace = {
  readonly path: DocumentPath;
  readonly around: CursorPlace["around"];
  readonly open: readonly Flow[];
  readonly word: string;
  readonly offset: number;
};

function flowPlaces({ path, around, open, word, offset }: FlowPlace): readonly CursorPlace[] {
  const prefix = word.trimStart().replace(/^["']/, "");
  const base = { prefix, from: offset - prefix.length, isFlow: true };
  const inner = open.at(-1);
  const segments = open.flatMap<string | number>(({ isMap, key, index }) =>
    isMap ? (key === null ? [] : [key]) : [index],
  );
  const seen = [...open.map((flow) => flow.seen).toReversed(), ...around];
  if (inner?.isMap === true && inner.key === null) {
    return [{ at: "key", path: [...path, ...segments], ...base, around: seen }];
  }
  return [{ at: "value", path: [...path, ...segments], ...base, around: seen }];
}
