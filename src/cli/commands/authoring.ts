import type { Command } from "commander";
import type { Verb } from "../verb.ts";
import { addFmt } from "./fmt.ts";
import { addInit } from "./init.ts";
import { addNew } from "./new-document.ts";
import { addSchema } from "./schema.ts";

/** Adds the verbs that help to write documents: init, new, fmt, schema. */
export function addAuthoring(program: Command, verb: Verb): void {
  addInit(program, verb);
  addNew(program, verb);
  addFmt(program, verb);
  addSchema(program, verb);
}
