import { isJsonObject, type Json } from "#core/model/json.ts";

/** Values that `{{name}}` stands for. */
export type Variables = ReadonlyMap<string, Json>;

/** A `{{name}}` for which no value has been captured. */
export class UnknownVariable extends Error {}

const placeholder = /\{\{\s*([A-Za-z_][\w-]*)\s*\}\}/g;

/** The names used in a text. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? "");
}

/** `text` with its placeholders filled in; `encode` fits a value to its surroundings. Throws `UnknownVariable`. */
export function substituteText(
  text: string,
  variables: Variables,
  encode = (value: string) => value,
): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = lookUp(name, variables);
    return encode(typeof value === "string" ? value : JSON.stringify(value));
  });
}

/** `json` with its placeholders filled in; a string that is one placeholder takes the value with its type. */
export function substituteJson(json: Json, variables: Variables): Json {
  if (typeof json === "string") {
    const [whole, name] = /^\{\{\s*([A-Za-z_][\w-]*)\s*\}\}$/.exec(json) ?? [];
    return whole && name ? lookUp(name, variables) : substituteText(json, variables);
  }
  if (isJsonObject(json)) {
    return Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name, substituteJson(value, variables)]),
    );
  }
  return Array.isArray(json) ? json.map((item: Json) => substituteJson(item, variables)) : json;
}

function lookUp(name: string, variables: Variables): Json {
  const value = variables.get(name);
  if (value === undefined) throw new UnknownVariable(`nothing has been captured as {{${name}}}`);
  return value;
}
