import { isJsonObject } from "../../../model/json.ts";
import type { Cursor } from "../cursor.ts";

/** A service of a compose project, with each file's part of it, in the order of the files. */
export type ComposeService = { readonly name: string; readonly parts: readonly Cursor[] };

/** The services of all files, merged as `docker compose -f a -f b` merges them. */
export function composeServices(roots: readonly Cursor[]): readonly ComposeService[] {
  const services = new Map<string, Cursor[]>();
  for (const root of roots) {
    for (const [name, part] of root.at("services").entries()) {
      if (part.value !== null && !isJsonObject(part.value)) {
        part.report("bad-value", `service ${JSON.stringify(name)} should be a map`);
        continue;
      }
      const known = services.get(name) ?? [];
      services.set(name, known);
      known.push(part);
    }
  }
  return [...services].map(([name, parts]) => ({ name, parts }));
}

/** Everywhere a field of a service stands: in each file, and in the maps merged into it by `<<`. */
export function fieldsOf({ parts }: ComposeService, name: string): readonly Cursor[] {
  return parts
    .flatMap((part) => [part, ...mergedInto(part)])
    .map((part) => part.at(name))
    .filter(({ value }) => value !== undefined && value !== null);
}

function mergedInto(part: Cursor): readonly Cursor[] {
  const merged = part.at("<<");
  if (Array.isArray(merged.value)) return merged.items();
  return merged.value === undefined ? [] : [merged];
}

/** The last text a field has: later files win. */
export function lastText(service: ComposeService, name: string): string | null {
  return (
    fieldsOf(service, name)
      .map((field) => field.text())
      .filter((text) => text !== null)
      .at(-1) ?? null
  );
}
