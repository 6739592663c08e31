import { createInterface } from "node:readline/promises";
import type { Context } from "./context.ts";
import { UsageError } from "./exit-code.ts";

/**
 * Asks a person to type `word` before something that cannot be taken back. Without a terminal nobody can be
 * asked: then `--yes` must have been given. Throws `UsageError` when it is not confirmed.
 */
export async function confirm(
  context: Context,
  isYes: boolean,
  word: string,
  warning: string,
): Promise<void> {
  if (isYes) return;
  if (!context.canAsk) throw new UsageError(`${warning} Add --yes to say that you mean it.`);
  const question = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await question.question(`${warning} Type ${word} to go on: `);
  question.close();
  if (answer.trim() !== word) throw new UsageError("not confirmed; nothing was done");
}
