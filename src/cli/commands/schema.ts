import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { jsonSchemaOf, jsonSchemaOfAnyDocument } from "#core/document/json-schema.ts";
import { documentKinds } from "#core/model/ref.ts";
import type { Output } from "../door.ts";
import { UsageError } from "../exit-code.ts";
import { kindNamed } from "../kind-argument.ts";
import type { Verb } from "../verb.ts";

/** The published schemas: one for each kind, and `document.json` for files that hold any of them. */
export function schemaFiles(): readonly { readonly name: string; readonly text: string }[] {
  const text = (schema: unknown) => `${JSON.stringify(schema, null, 2)}\n`;
  return [
    { name: "document.json", text: text(jsonSchemaOfAnyDocument()) },
    ...documentKinds.map((kind) => ({ name: `${kind.toLowerCase()}.json`, text: text(jsonSchemaOf(kind)) })),
  ];
}

type Options = { readonly all?: boolean; readonly out?: string };

/** `holdfast schema`: prints the JSON Schema of a kind, or writes those of all kinds into a folder. */
export function runSchema(written: string | undefined, options: Options, stdout: Output): 0 {
  if (options.all === true) {
    if (written !== undefined) throw new UsageError("name a kind, or give --all, not both");
    if (options.out === undefined) throw new UsageError("--all needs a folder: --out DIR");
    mkdirSync(options.out, { recursive: true });
    for (const { name, text } of schemaFiles()) {
      const file = path.join(options.out, name);
      writeFileSync(file, text);
      stdout.write(`${file}\n`);
    }
    return 0;
  }
  if (written === undefined) throw new UsageError(`name a kind (${documentKinds.join(", ")}), or give --all`);
  const text = `${JSON.stringify(jsonSchemaOf(kindNamed(written)), null, 2)}\n`;
  if (options.out === undefined) stdout.write(text);
  else writeFileSync(options.out, text);
  return 0;
}

/** Adds `holdfast schema`. */
export function addSchema(program: Command, verb: Verb): void {
  program
    .command("schema [kind]")
    .description("print the JSON Schema of a kind of document, for editors and other tools")
    .option("--all", "write those of all kinds, and document.json for files that mix them")
    .option("--out <path>", "write to this file; with --all, into this folder")
    .action(
      verb(({ stdout }, kind: string | undefined, options: Options) => runSchema(kind, options, stdout)),
    );
}
