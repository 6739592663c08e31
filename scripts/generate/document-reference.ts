import { apiVersion } from "#core/document/kinds/document-schema.ts";
import { jsonSchemaOf } from "#core/document/json-schema.ts";
import { kindDescriptions } from "#core/document/kinds/kind-descriptions.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";
import { type DocumentKind, documentKinds } from "#core/model/ref.ts";
import { sampleDay, sampleEstate } from "#cli/sample-estate.ts";
import { type SchemaField, schemaFields } from "./schema-fields.ts";

const preface = `# Documents

Written by \`npm run generate\` from the schemas that the checker reads with, so it cannot be out of date. All that Holdfast
knows of an estate stands in documents: YAML, several per file, in any folder. A document has the version of its format, a
kind, a name that is unique within the kind, and a \`spec\`. Documents refer to one another by \`kind:name\`, the kind in lower
case: \`service:shop\`. An unknown field is an error with its place. A field that is left out is unknown; unknown is never zero.

\`holdfast init\` writes a commented sample estate, from which the examples here are taken; \`holdfast new KIND NAME\` prints a
document with every field of its kind to begin with; \`holdfast fmt\` puts documents into the order and form used here.

## In your editor

Editors with the YAML language server complete and explain the fields when a file begins with a line that names its schema:

    # yaml-language-server: $schema=.schemas/document.json

\`holdfast schema --all --out .schemas\` writes the schemas (JSON Schema, draft 7): one for each kind and \`document.json\`, which
knows them all. They also lie in [schemas](schemas/).

## One form

\`holdfast fmt\` writes documents in place, \`holdfast fmt --check\` names those that are not in their form (exit 1, for CI),
\`holdfast fmt -\` formats standard input for editors. Fields come in the order of this page, unknown ones last; a comment goes
with the field it stands before, the one at the head of a document stays there. Indentation is two blanks; \`{ maps }\` and
\`[lists]\` stay on one line where they were on one and fit into 110 columns, longer texts are folded. Quotes and block texts
stay as they are written. The line ending of the first line is that of the file, and a byte order mark is dropped. What the
documents say and every comment is compared before anything is written; a file with errors is not touched, and neither is one
with an empty document in it.

## How values are written

| value | how |
|---|---|
| duration | ISO 8601 in weeks, days, hours, minutes and seconds: \`PT30S\`, \`PT1H30M\`, \`P2D\` |
| calendar span | ISO 8601 in years, months, weeks and days: \`P1Y\`, \`P3M\`, \`P30D\`; a month has no fixed length, so it is kept apart from durations |
| day | \`"2026-03-31"\` |
| moment | day, time and offset: \`"2026-03-31T08:00:00+02:00"\` |
| percentage | \`40%\` |

## What every document has

`;

/** docs/reference/documents.md: every kind with an example and its fields. */
export function documentReference(): string {
  const metadata = propertyOf(jsonSchemaOf("Team"), "metadata");
  const index = documentKinds.map(
    (kind) => `| [${kind}](#${kind.toLowerCase()}) | ${kindDescriptions[kind]} |`,
  );
  const head = [
    `${preface}${tableOf(schemaFields(metadata, "metadata."))}`,
    `## The kinds\n\n| kind | what it is |\n|---|---|\n${index.join("\n")}\n`,
  ];
  return [...head, ...documentKinds.map(section)].join("\n");
}

function section(kind: DocumentKind): string {
  const schema = jsonSchemaOf(kind);
  const fields = tableOf(schemaFields(propertyOf(schema, "spec")));
  const step = isJsonObject(schema["definitions"]) ? schema["definitions"]["Step"] : undefined;
  const steps = isJsonObject(step)
    ? `### Steps of a runbook\n\nHow they work together is told in [runbook.md](runbook.md).\n\n${tableOf(schemaFields(step))}`
    : "";
  return `## ${kind}\n\n${kindDescriptions[kind]}\n\n\`\`\`yaml example\n${exampleOf(kind)}\`\`\`\n\n${fields}${steps ? `\n${steps}` : ""}`;
}

/** The first document of the kind in the sample estate. */
export function exampleOf(kind: DocumentKind): string {
  for (const { text } of sampleEstate(sampleDay)) {
    const found = text.split(/^---\n/m).find((document) => document.includes(`\nkind: ${kind}\n`));
    if (found !== undefined) return found.slice(found.indexOf(`apiVersion: ${apiVersion}`));
  }
  throw new Error(`the sample estate has no ${kind}`);
}

function tableOf(fields: readonly SchemaField[]): string {
  const rows = fields.map(({ path, type, isRequired, description }) => {
    const meaning = isRequired ? `**Required.** ${description}` : description;
    return `| \`${path}\` | ${escaped(type)} | ${escaped(meaning)} |`;
  });
  return `| field | value | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

const escaped = (text: string) => text.replaceAll("|", "\\|");

function propertyOf(schema: JsonObject, name: string): JsonObject {
  const properties: Json | undefined = schema["properties"];
  const found = isJsonObject(properties) ? properties[name] : undefined;
  return isJsonObject(found) ? found : {};
}
