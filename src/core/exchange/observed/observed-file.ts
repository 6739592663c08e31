import { z } from "zod";
import { isRef, type Ref } from "../../model/ref.ts";
import type { Observation } from "./observation.ts";

/** The file of a folder that holds what was observed; `check` passes over it. */
export const observedFileName = "observed-dependencies.json";

/** What was observed, by the source it was imported from. */
export type ObservedFile = {
  readonly version: 1;
  readonly sources: {
    readonly [source: string]: { readonly importedOn: string; readonly observations: readonly Observation[] };
  };
};

const ref = z.string().refine(isRef);
const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .nullable();
const observationSchema: z.ZodType<Observation> = z.strictObject({
  from: ref,
  to: ref,
  source: z.enum(["trace", "metric", "setting"]),
  count: z.number().min(0).nullable(),
  failedCount: z.number().min(0).nullable(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  detail: z.string().nullable(),
});
const fileSchema: z.ZodType<ObservedFile> = z.strictObject({
  version: z.literal(1),
  sources: z.record(
    z.string(),
    z.strictObject({ importedOn: z.string(), observations: z.array(observationSchema) }),
  ),
});

/** Reads the file; null where it is not in its form. No text at all is an empty file. */
export function readObservedFile(text: string | null): ObservedFile | null {
  if (text === null) return { version: 1, sources: {} };
  try {
    return fileSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Puts an import into the file. Importing the same again changes nothing: counts are those of the last
 * import, the first and last time span all imports, and what was not seen this time keeps its last time.
 */
export function mergeObservations(
  file: ObservedFile,
  source: string,
  importedOn: string,
  observations: readonly Observation[],
): ObservedFile {
  const merged = new Map((file.sources[source]?.observations ?? []).map((each) => [keyOf(each), each]));
  for (const each of observations) {
    const known = merged.get(keyOf(each));
    merged.set(keyOf(each), {
      ...each,
      firstSeenAt: extreme(known?.firstSeenAt ?? null, each.firstSeenAt, (one, other) => one < other),
      lastSeenAt: extreme(known?.lastSeenAt ?? null, each.lastSeenAt, (one, other) => one > other),
    });
  }
  const sorted = [...merged].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
  return { version: 1, sources: { ...file.sources, [source]: { importedOn, observations: sorted } } };
}

const keyOf = ({ from, to, source }: Observation) => `${from} ${to} ${source}`;

function extreme(
  one: string | null,
  other: string | null,
  wins: (one: string, other: string) => boolean,
): string | null {
  if (one === null || other === null) return one ?? other;
  return wins(one, other) ? one : other;
}

/**
 * Observations by the names that the documents use: what a trace calls a service may be a component
 * here. What no document is called stays as it is.
 */
export function alignObservations(
  observations: readonly Observation[],
  known: ReadonlySet<string>,
): readonly Observation[] {
  const align = (written: Ref): Ref => {
    const name = written.slice(written.indexOf(":") + 1);
    const kinds = ["service", "component", "vendor", "function"] as const;
    if (known.has(written)) return written;
    const fitting = kinds.map((kind): Ref => `${kind}:${name}`).filter((each) => known.has(each));
    return fitting[0] ?? written;
  };
  return observations.map((each) => ({ ...each, from: align(each.from), to: align(each.to) }));
}
