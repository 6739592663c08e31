/** Words after which a slash begins a regular expression, not a division. */
const beforeRegex = /(?:[=(,:;[!&|?{}+\-*%<>~^]|^|\breturn|\btypeof|\bcase|=>)\s*$/;

/**
 * The source with comments, strings and regular expressions made of spaces; lines and columns stay. What
 * is inside `${…}` of a template stays code. Good enough for looking around, not a parser.
 */
export function codeOnly(source: string): string {
  const known = seen.get(source);
  if (known !== undefined) return known;
  const code = blanked(source);
  seen.set(source, code);
  return code;
}

/** Each rule asks for the same files again. */
const seen = new Map<string, string>();

function blanked(source: string): string {
  const out = source.split("");
  const blank = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) if (out[at] !== "\n") out[at] = " ";
  };
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  while (at < out.length) {
    const rest = source.slice(at, at + 2);
    const end = endOfBlank(source, at, rest);
    if (end !== null) {
      blank(at, end);
      at = end;
      continue;
    }
    const char = source[at];
    if (char === "{") depth += 1;
    const closesHole = char === "}" && templates.at(-1) === depth;
    if (char === "}") depth -= 1;
    if (char === "`" || closesHole) {
      if (closesHole) templates.pop();
      const stop = endOfTemplateText(source, at + 1);
      blank(at, stop.end);
      if (stop.opensHole) {
        depth += 1;
        templates.push(depth);
      }
      at = stop.end;
      continue;
    }
    at += 1;
  }
  return out.join("");
}

/** Where the comment, string or regular expression that begins here ends; null when none begins. */
function endOfBlank(source: string, at: number, rest: string): number | null {
  if (rest === "//") return orEnd(source.indexOf("\n", at), source);
  if (rest === "/*") return orEnd(source.indexOf("*/", at + 2), source) + 2;
  const pattern = { '"': /"(?:[^"\\\n]|\\.)*"/y, "'": /'(?:[^'\\\n]|\\.)*'/y }[rest[0] ?? ""];
  if (pattern) return stickyEnd(pattern, source, at);
  if (rest[0] === "/" && beforeRegex.test(source.slice(Math.max(0, at - 40), at))) {
    return stickyEnd(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y, source, at);
  }
  return null;
}

function stickyEnd(pattern: RegExp, source: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : null;
}

function endOfTemplateText(
  source: string,
  from: number,
): { readonly end: number; readonly opensHole: boolean } {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "`") return { end: at + 1, opensHole: false };
    else if (source.startsWith("${", at)) return { end: at + 2, opensHole: true };
  }
  return { end: source.length, opensHole: false };
}

const orEnd = (index: number, source: string) => (index === -1 ? source.length : index);
