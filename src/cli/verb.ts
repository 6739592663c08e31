import type { Command } from "commander";
import { type Context, contextOf, type GlobalOptions } from "./context.ts";
import type { Door } from "./door.ts";
import { failureOf } from "./exit-code.ts";

/** What a verb does, given its arguments and, last, its options; resolves to what the program ends with. */
export type Action<Args extends readonly unknown[]> = (
  context: Context,
  ...args: Args
) => Promise<number> | number;

/** Makes an action for commander: gives it its context, and turns errors into a message and an exit code. */
export type Verb = <Args extends readonly unknown[]>(
  action: Action<Args>,
) => (...given: readonly unknown[]) => Promise<void>;

/** Verbs that meet their caller at this door. */
export function verbAt(door: Door): Verb {
  return <Args extends readonly unknown[]>(action: Action<Args>) =>
    async (...given) => {
      // commander gives arguments, options, and the command itself.
      const command = given.at(-1) as Command;
      const context = contextOf(command.optsWithGlobals<GlobalOptions>(), door);
      try {
        door.endWith(await action(context, ...(given.slice(0, -1) as unknown as Args)));
      } catch (error) {
        const { text, code } = failureOf(error);
        context.stderr.write(`holdfast: ${text}\n`);
        door.endWith(code);
      }
    };
}
