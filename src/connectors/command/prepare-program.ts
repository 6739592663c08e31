import { access, constants, stat } from "node:fs/promises";
import type { CallContext } from "#connectors/connector.ts";
import { readAccess } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { commandAccess } from "./access.ts";
import type { RunParameters } from "./parameters.ts";
import type { Program } from "./run-program.ts";

/** All that is taken over from the engine's own environment; the rest of it is nobody's business. */
const inherited = ["PATH", "LANG", "HOME"] as const;

/** A program that may and can be run, or the outcome that says why not. */
export type Prepared = { readonly program: Program } | { readonly outcome: Outcome };

/**
 * Puts a program together and looks whether it can be run, without running it. One that is not allowed is `failed`,
 * for no repetition helps; one that is not there is `unreachable`. Throws `AccessError`.
 */
export async function prepareProgram(
  parameters: Omit<RunParameters, "expectExitCode">,
  context: CallContext,
): Promise<Prepared> {
  const { target, program: path, arguments: given, stdin } = parameters;
  const {
    allowed,
    workingDirectory = "/",
    environment,
    openEnvironment,
  } = await readAccess(context, target, commandAccess);
  if (!allowed.includes(path)) {
    const message = `${path} is not among the programs ${target} allows: ${allowed.join(", ")}`;
    return { outcome: { status: "failed", message } };
  }
  const fault = (await findProgramFault(path)) ?? (await findDirectoryFault(workingDirectory));
  if (fault) return { outcome: { status: "unreachable", message: `${fault}; nothing was run` } };
  const own = inherited
    .map((name) => [name, process.env[name]] as const)
    .filter(([, value]) => value !== undefined);
  return {
    program: {
      path,
      arguments: given,
      workingDirectory,
      environment: {
        ...(Object.fromEntries(own) as { [name: string]: string }),
        ...openEnvironment,
        ...environment,
        HOLDFAST_KEY: context.key,
      },
      stdin: stdin ?? "",
      secrets: Object.values(environment ?? {}),
    },
  };
}

async function findProgramFault(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return `${path} is not a file`;
    await access(path, constants.X_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "EACCES" ? `${path} may not be executed` : `${path} is not there (${code})`;
  }
}

async function findDirectoryFault(path: string): Promise<string | null> {
  try {
    return (await stat(path)).isDirectory() ? null : `the working directory ${path} is not a directory`;
  } catch (error) {
    return `the working directory ${path} is not there (${(error as NodeJS.ErrnoException).code})`;
  }
}
