import type { JsonObject } from "#core/model/json.ts";
import { typeOfSchema } from "./type-of-schema.ts";

type Parameter = {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly required?: boolean;
  readonly schema: JsonObject;
};

type Content = { readonly [mediaType: string]: { readonly schema: JsonObject } };

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: { readonly [status: string]: { readonly content?: Content } };
};

type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: JsonObject } };
};

const head = `// Written by \`npm run generate\` from openapi.json. Change the routes, not this file.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
`;

function contentType(content: Content | undefined): string {
  if (content === undefined) return "never";
  const media = Object.entries(content).map(
    ([name, { schema }]) => `${JSON.stringify(name)}: ${typeOfSchema(schema)}`,
  );
  return `{ ${media.join("; ")} }`;
}

function parametersType(parameters: readonly Parameter[], place: Parameter["in"]): string {
  const found = parameters.filter((parameter) => parameter.in === place);
  if (found.length === 0) return `${place}?: never`;
  const fields = found.map(({ name, required, schema }) => {
    return `${JSON.stringify(name)}${required === true ? "" : "?"}: ${typeOfSchema(schema)}`;
  });
  const isNeeded = found.some(({ required }) => required === true);
  return `${place}${isNeeded ? "" : "?"}: { ${fields.join("; ")} }`;
}

function operationType({ parameters = [], requestBody, responses }: Operation): string {
  const places = (["query", "header", "path"] as const).map((place) => parametersType(parameters, place));
  const body =
    requestBody === undefined
      ? "requestBody?: never"
      : `requestBody${requestBody.required === true ? "" : "?"}: { content: ${contentType(requestBody.content)} }`;
  const answers = Object.entries(responses).map(
    ([status, { content }]) =>
      `${status}: { headers: { [name: string]: unknown }; content: ${contentType(content)} }`,
  );
  return `{ parameters: { ${places.join("; ")}; cookie?: never }; ${body}; responses: { ${answers.join("; ")} } }`;
}

/** The types of an API as `openapi-fetch` wants them: paths, operations by id, and schemas. */
export function typesOfOpenapi(document: Document): string {
  const operations: string[] = [];
  const paths = Object.entries(document.paths).map(([path, methods]) => {
    const entries = Object.entries(methods).map(([method, operation]) => {
      const { operationId, summary } = operation;
      operations.push(`  /** ${summary}. */\n  ${operationId}: ${operationType(operation)};`);
      return `${method}: operations["${operationId}"]`;
    });
    return `  ${JSON.stringify(path)}: { ${entries.join("; ")} };`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `    ${name}: ${typeOfSchema(schema)};`,
  );
  return [
    head,
    `export interface paths {\n${paths.join("\n")}\n}\n`,
    `export interface operations {\n${operations.join("\n")}\n}\n`,
    `export interface components {\n  schemas: {\n${schemas.join("\n")}\n  };\n}\n`,
  ].join("\n");
}
