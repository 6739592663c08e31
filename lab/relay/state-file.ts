import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { type EntranceConfig, entranceModes, ShapeError } from "./config.ts";
import type { Routing } from "./entrance-order.ts";
import { readNumber, readObject, readWord } from "./read-shape.ts";

/**
 * The routing each entrance was last ordered to have, or none where the file is not there. A routing whose target is no
 * longer configured throws `ShapeError`, for guessing where the traffic goes is worse than not starting.
 */
export function readRoutings(
  file: string,
  entrances: { readonly [name: string]: EntranceConfig },
): ReadonlyMap<string, Routing> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  const kept = Object.entries(readObject(parseText(text, file), file, "any"));
  const known = kept.filter(([name]) => Object.hasOwn(entrances, name));
  return new Map(
    known.map(([name, value]) => [name, parseRouting(value, `${file}: ${name}`, entrances[name])]),
  );
}

/** Replaces the file in one step, so that a crash leaves the old or the new routing and never half of one. */
export function writeRoutings(file: string, routings: { readonly [name: string]: Routing }): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${JSON.stringify(routings, null, 2)}\n`, { flush: true });
  renameSync(temporary, file);
}

function parseText(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShapeError(`${file}: not JSON; remove the file to start with the configured routing`);
  }
}

function parseRouting(value: unknown, where: string, config: EntranceConfig | undefined): Routing {
  const { active, mode, generation } = readObject(value, where, ["active", "mode", "generation"]);
  if (active !== null && (typeof active !== "string" || !Object.hasOwn(config?.targets ?? {}, active))) {
    throw new ShapeError(`${where}: target ${JSON.stringify(active)} is not configured any more`);
  }
  return {
    active,
    mode: readWord(mode, where, entranceModes),
    generation: readNumber(generation, where, 0, Number.MAX_SAFE_INTEGER),
  };
}
