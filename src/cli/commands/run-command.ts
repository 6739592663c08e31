import type { Command } from "commander";
import { Option } from "commander";
import type { Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { runText } from "../show-run.ts";

/** Options as they were given. */
export type Given = { readonly [option: string]: string | string[] | boolean | undefined };

/** The text of an option; empty where it was not given. */
export const word = (given: Given, name: string): string =>
  typeof given[name] === "string" ? given[name] : "";

/** Prints the run after a command. */
export function tell(context: Context, run: Schemas["RunView"], given: Given): number {
  context.stdout.write(given["json"] === true ? `${JSON.stringify(run, null, 2)}\n` : `${runText(run)}\n`);
  return 0;
}

/** Adds options; those with an exclamation mark must be given. */
export function addOptions(command: Command, options: readonly string[]): Command {
  for (const flags of options) {
    const option = new Option(flags.replace("!", ""));
    command.addOption(flags.startsWith("!") ? option.makeOptionMandatory() : option);
  }
  return command.option("--json", "print JSON");
}
