import type { Schemas } from "#client/client.ts";
import type { DocumentPath } from "#core/model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";
import { type CursorPlace, cursorPlaces } from "./cursor-place.ts";
import { referredKinds, schemasAt } from "./schema-at.ts";

/** What completion knows besides the text. */
export type EditorKnowledge = {
  /** The JSON Schema of the kind of document; that of any kind while it has none. */
  readonly schema: JsonObject;
  readonly documents: readonly { readonly ref: string; readonly title: string }[];
  readonly connectors: Schemas["Connectors"]["connectors"];
};

/** Something that can be written at the cursor. */
export type Suggestion = {
  readonly label: string;
  /** What is written, where that is more than the label. */
  readonly apply: string;
  readonly detail: string;
  readonly info: string;
  readonly type: "field" | "value" | "reference";
  /** What must be there comes first. */
  readonly isRequired: boolean;
};

export type Suggestions = { readonly from: number; readonly options: readonly Suggestion[] };

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];
const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

const suggestion = (label: string, given: Partial<Suggestion> = {}): Suggestion => ({
  label,
  apply: label,
  detail: "",
  info: "",
  type: "value",
  isRequired: false,
  ...given,
});

/** What may be written at a place of the text; null where nothing is known. */
export function completeDocument(
  text: string,
  offset: number,
  knowledge: EditorKnowledge,
): Suggestions | null {
  const places = cursorPlaces(text, offset);
  const options = places.flatMap((place) =>
    place.at === "key" ? keysAt(place, knowledge) : valuesAt(place, knowledge, text),
  );
  const from = places[0]?.from;
  if (from === undefined || options.length === 0) return null;
  return { from, options: [...new Map(options.map((option) => [option.label, option])).values()] };
}

/** The schemas at a place: of the kind, or of the connector that a call names. */
function placeSchemas(place: CursorPlace, { schema, connectors }: EditorKnowledge): readonly JsonObject[] {
  const own = connectorSchema(place, connectors);
  return own === null ? schemasAt(schema, place.path) : schemasAt(own.root, own.path);
}

type Rooted = { readonly root: JsonObject; readonly path: DocumentPath };

/** Below `with` of a call, and below `access`, connectors say what may stand. */
function connectorSchema(
  { path, around }: CursorPlace,
  connectors: EditorKnowledge["connectors"],
): Rooted | null {
  const at = path.lastIndexOf("with");
  if (at >= 0) {
    const call = around.find((seen) => seen.has("connector"));
    const connector = connectors.find(({ name }) => name === call?.get("connector"));
    const [action, check] = [call?.get("do"), call?.get("check")];
    const found =
      connector?.actions.find(({ name }) => name === action) ??
      connector?.checks.find(({ name }) => name === check);
    return found === undefined ? null : { root: found.parameters, path: path.slice(at + 1) };
  }
  if (path[0] === "spec" && path[1] === "access" && typeof path[2] === "string") {
    const shape = connectors.find(({ name }) => name === path[2])?.access;
    return shape === undefined || shape === null ? null : { root: shape, path: path.slice(3) };
  }
  return null;
}

function keysAt(place: CursorPlace, knowledge: EditorKnowledge): readonly Suggestion[] {
  const { path, around, isFlow } = place;
  if (path.length === 2 && path[0] === "spec" && path[1] === "access") {
    return knowledge.connectors.map(({ name }) => suggestion(name, { apply: `${name}: `, type: "field" }));
  }
  const seen = around[0];
  return placeSchemas(place, knowledge).flatMap((schema) => {
    const required = listOf(schema["required"]);
    const fields = Object.entries(objectOf(schema["properties"])).flatMap(([key, property]) => {
      if (seen?.has(key) === true) return [];
      const isRequired = required.includes(key);
      const info = textOf(objectOf(property)["description"]);
      const detail = isRequired ? "required" : "";
      return [suggestion(key, { apply: `${key}: `, type: "field", info, detail, isRequired })];
    });
    const kinds = referredKinds(objectOf(schema["propertyNames"]));
    const keys = kinds === null ? [] : references(kinds, knowledge);
    return [
      ...fields,
      ...keys.map((one) => ({ ...one, apply: isFlow ? `"${one.label}": ` : `${one.label}: ` })),
    ];
  });
}

function references(kinds: readonly string[], { documents }: EditorKnowledge): readonly Suggestion[] {
  return documents
    .filter(({ ref }) => kinds.includes(ref.slice(0, ref.indexOf(":"))))
    .map(({ ref, title }) => suggestion(ref, { detail: title, type: "reference" }));
}

function valuesAt(place: CursorPlace, knowledge: EditorKnowledge, text: string): readonly Suggestion[] {
  const special = specialValues(place, knowledge, text);
  if (special !== null) return special;
  return placeSchemas(place, knowledge).flatMap((schema) => {
    const info = textOf(schema["description"]);
    const kinds = referredKinds(schema);
    if (kinds !== null) return references(kinds, knowledge);
    if (schema["const"] !== undefined) return [suggestion(String(schema["const"]), { info })];
    if (schema["type"] === "boolean") return [suggestion("true", { info }), suggestion("false", { info })];
    return [...listOf(schema["enum"]), ...listOf(schema["examples"])].map((choice) =>
      suggestion(String(choice), { info }),
    );
  });
}

/** Values that no schema of a kind can list: connectors, their calls, steps of the same runbook. */
function specialValues(
  { path, around }: CursorPlace,
  { connectors }: EditorKnowledge,
  text: string,
): readonly Suggestion[] | null {
  const key = path.findLast((segment) => typeof segment === "string");
  if (path.includes("with")) return null;
  if (key === "connector") return connectors.map(({ name }) => suggestion(name));
  if (key === "do" || key === "check") {
    const connector = connectors.find(({ name }) => name === around[0]?.get("connector"));
    if (connector === undefined) return null;
    const names = key === "do" ? connector.actions : connector.checks;
    return names.map(({ name }) => suggestion(name));
  }
  if (key === "after" || (key === "step" && path.includes("when"))) {
    const ids = text.matchAll(/^\s*(?:- )?\{?\s*(?:- )?id:\s*([a-z0-9-]+)/gm);
    return [...ids].map(([, id = ""]) => suggestion(id, { detail: "step" }));
  }
  return null;
}
