import { ShapeError } from "./config.ts";

type Fields = { readonly [name: string]: unknown };

/** `value` as an object that has no other fields than `known`; throws `ShapeError`. */
export function readObject(value: unknown, where: string, known: readonly string[] | "any"): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ShapeError(`${where}: expected an object`);
  }
  for (const name of Object.keys(value)) {
    if (known !== "any" && !known.includes(name)) {
      throw new ShapeError(`${where}: unknown field ${JSON.stringify(name)}, expected ${known.join(", ")}`);
    }
  }
  return value as Fields;
}

/** `value` as one of `words`; throws `ShapeError`. */
export function readWord<Word extends string>(value: unknown, where: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) {
    throw new ShapeError(`${where}: expected ${words.join(" | ")}, got ${JSON.stringify(value)}`);
  }
  return word;
}

/** `value` as a number from `least` to `most`; throws `ShapeError`. */
export function readNumber(value: unknown, where: string, least: number, most: number): number {
  if (typeof value !== "number" || !(value >= least && value <= most)) {
    throw new ShapeError(
      `${where}: expected a number from ${least} to ${most}, got ${JSON.stringify(value)}`,
    );
  }
  return value;
}

/** `value` as a string; throws `ShapeError`. */
export function readText(value: unknown, where: string): string {
  if (typeof value !== "string") throw new ShapeError(`${where}: expected a string`);
  return value;
}
