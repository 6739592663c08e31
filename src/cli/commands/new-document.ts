import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { skeletonOf } from "#core/document/skeleton.ts";
import { namePattern } from "#core/model/ref.ts";
import type { Output } from "../door.ts";
import { UsageError } from "../exit-code.ts";
import { kindNamed } from "../kind-argument.ts";
import type { Verb } from "../verb.ts";

type Options = { readonly out?: string };

type Streams = { readonly stdout: Output; readonly stderr: Output };

/** `holdfast new`: a commented document of a kind to begin with, on stdout or in a new file. */
export function runNew(written: string, name: string, { out }: Options, { stdout, stderr }: Streams): 0 {
  const kind = kindNamed(written);
  if (!namePattern.test(name)) {
    throw new UsageError(
      `${JSON.stringify(name)} cannot be a name: 1 to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit`,
    );
  }
  const text = skeletonOf(kind, name);
  if (out === undefined) stdout.write(text);
  else create(out, text);
  const examples = [...text.matchAll(/^ *[^#\s].*?\b([a-z]+:example)\b/gm)].map(([, ref]) => ref);
  if (examples.length > 0) stderr.write(`Point it at something of yours: ${examples.join(", ")}\n`);
  return 0;
}

function create(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === "EEXIST";
    if (isTaken) throw new UsageError(`${file} is there already; name another file`);
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Adds `holdfast new`. */
export function addNew(program: Command, verb: Verb): void {
  program
    .command("new <kind> <name>")
    .description("print a commented document of a kind to begin with")
    .option("--out <file>", "write it into this new file")
    .action(
      verb(({ stdout, stderr }, kind: string, name: string, options: Options) =>
        runNew(kind, name, options, { stdout, stderr }),
      ),
    );
}
