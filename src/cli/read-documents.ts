import type { Estate } from "#core/model/estate.ts";
import { estateReader } from "#estate/estate-reader.ts";
import { FolderError } from "#estate/load-folder.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./exit-code.ts";

/**
 * The documents of a folder for a verb that computes with them. What is not valid is left out and said on stderr.
 * Throws `UsageError` where there is nothing to read.
 */
export async function readDocuments(folder: string, { stderr }: Pick<Context, "stderr">): Promise<Estate> {
  try {
    const { resolved } = await estateReader([folder]).read();
    if (resolved.files.length === 0)
      throw new UsageError(
        `${folder}: there is no .yaml or .yml file in it; name the folder of your documents`,
      );
    const left = resolved.estate.invalid.size;
    if (left > 0 || resolved.problems.length > 0)
      stderr.write(
        `holdfast: ${left === 0 ? "something in the documents is" : `${left} documents are`} not valid and left out; see: holdfast check ${folder}\n`,
      );
    return resolved.estate;
  } catch (error) {
    if (error instanceof FolderError) throw new UsageError(error.message);
    throw error;
  }
}
