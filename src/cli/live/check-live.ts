import { statSync } from "node:fs";
import path from "node:path";
import { countOutcomes, type Observation } from "#core/check/live/look.ts";
import type { ResolvedEstate } from "#core/document/resolve-estate.ts";
import { formatPath } from "#core/model/document-path.ts";
import { estateReader } from "#estate/estate-reader.ts";
import { FolderError } from "#estate/load-folder.ts";
import { readSecret } from "#estate/read-secret.ts";
import { lookAtEstate } from "#live/look-at-estate.ts";
import type { LookPorts } from "#live/look-ports.ts";
import type { Output } from "../door.ts";
import { UsageError } from "../exit-code.ts";
import { printObservations } from "./print-observations.ts";

export type LiveOptions = {
  readonly connectors: LookPorts["connectors"];
  /** The day as of which contacts are judged, `YYYY-MM-DD`. */
  readonly today: string;
  readonly json: boolean;
  readonly limitSeconds: number;
  readonly atOnce: number;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly color: boolean;
};

/** Looks at the world for the documents of folders. Resolves to 1 when something does not hold; unknown alone does not fail. */
export async function checkLive(folders: readonly string[], options: LiveOptions): Promise<0 | 1> {
  const { resolved } = await estateReader(folders).read().catch(asUsageError);
  if (resolved.files.length === 0)
    throw new UsageError(`${folders.join(", ")}: there is no .yaml or .yml file in it`);
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once("SIGINT", stop);
  try {
    const ports: LookPorts = {
      connectors: options.connectors,
      readSecret: (reference) => readSecret(reference, folderOf(folders[0] ?? ".")),
      now: () => new Date().toISOString(),
      limitSeconds: options.limitSeconds,
      atOnce: options.atOnce,
    };
    const observations = await lookAtEstate(resolved, options.today, ports, controller.signal);
    tell(resolved, observations, options);
    return countOutcomes(observations)["does-not-hold"] > 0 ? 1 : 0;
  } finally {
    process.removeListener("SIGINT", stop);
  }
}

/** Relative paths of secrets count from the folder of the documents. */
function folderOf(named: string): string {
  return statSync(named).isDirectory() ? path.resolve(named) : path.dirname(path.resolve(named));
}

function tell(resolved: ResolvedEstate, observations: readonly Observation[], options: LiveOptions): void {
  const { json, stdout, color } = options;
  if (!json) {
    const placeOf = ({ look }: Observation) => {
      const { file, span } = resolved.placeOf(look.about, look.path);
      return `${file}:${span.line}:${span.column}`;
    };
    stdout.write(printObservations(observations, placeOf, color));
    return;
  }
  const reported = observations.map(({ look, outcome, detail, by, observedAt }) => {
    const { file, span } = resolved.placeOf(look.about, look.path);
    const { topic, about, claim } = look;
    const field = formatPath(look.path);
    const place = { file, line: span.line, column: span.column, ref: about, field };
    return { topic, claim, outcome, detail, by, observedAt, ...place };
  });
  stdout.write(
    `${JSON.stringify({ observations: reported, counts: countOutcomes(observations) }, null, 2)}\n`,
  );
}

function asUsageError(error: unknown): never {
  throw error instanceof FolderError ? new UsageError(error.message) : error;
}
