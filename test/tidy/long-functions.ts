import { codeOnly } from "./code-only.ts";

const control = new Set(["if", "for", "while", "switch", "catch", "with", "describe"]);

/** Text before a body in which its signature is looked for. */
const signatureMax = 800;

type Block = { readonly start: number; nestedLines: number };

/**
 * Functions with more than `linesMax` lines of their own: `name:line (lines)`. Functions inside one do not
 * count as its own lines, so that a function that makes an object of small functions is judged by each.
 */
export function longFunctions(source: string, linesMax: number): readonly string[] {
  if (source.split("\n").length <= linesMax) return [];
  const code = codeOnly(source);
  const opened: Block[] = [];
  const found: string[] = [];
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === "{") opened.push({ start: at, nestedLines: 0 });
    if (code[at] !== "}") continue;
    const block = opened.pop();
    if (block === undefined) continue;
    const { start, nestedLines } = block;
    const lines = code.slice(start, at).split("\n").length;
    const name = lines > 1 ? functionBefore(code.slice(Math.max(0, start - signatureMax), start)) : null;
    const own = lines - nestedLines;
    if (name !== null && own > linesMax) {
      found.push(`${name}:${code.slice(0, start).split("\n").length} (${own} lines of its own)`);
    }
    const parent = opened.at(-1);
    if (parent) parent.nestedLines += name === null ? nestedLines : lines;
  }
  return found;
}

/** The name of the function whose body begins after `before`; null when it is some other block. */
function functionBefore(before: string): string | null {
  const arrow =
    /(?:(\w+)\s*(?::[^=;{}]*)?=\s*(?:async\s*)?)?(?:\([^()]*\)|\w+)(?:\s*:[^=;{}]*)?\s*=>\s*$/.exec(before);
  if (/=>\s*$/.test(before)) return isSuite(before) ? null : (arrow?.[1] ?? "(arrow function)");
  const signature = /\)\s*(?::\s*[^(){};]*(?:\([^()]*\)[^(){};]*)*)?$/.exec(before);
  if (signature === null) return null;
  const word = wordBeforeParenthesis(before.slice(0, signature.index + 1));
  return word === null || control.has(word) ? null : word;
}

/** The callback of a `describe` is a list of tests, not a function one has to read at once. */
const isSuite = (before: string) => /\bdescribe(?:\.\w+)?\([^;{}]*(?:\{[^{}]*\}[^;{}]*)?=>\s*$/.test(before);

function wordBeforeParenthesis(text: string): string | null {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ")") depth += 1;
    if (text[at] === "(") depth -= 1;
    if (depth === 0) return /(\w+)\s*(?:<[^<>]*>)?\s*$/.exec(text.slice(0, at))?.[1] ?? null;
  }
  return null;
}
