import { type Loss, lossAfter } from "#core/check/overview/loss-after.ts";
import { parseDuration } from "#core/model/duration.ts";
import type { Exposure } from "#core/model/exposure.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";

/** A moment of the outage that the curve is read at. */
export type CurvePoint = {
  readonly seconds: number;
  /** What it is: a point of the document, or an objective. */
  readonly words: string;
  readonly losses: readonly Loss[];
};

type Spec = { readonly [field: string]: Json | undefined };

/** The points of the curve that can be read; what cannot, the checker has said. */
export function exposureOf(spec: Spec): readonly Exposure[] {
  const points = spec["exposure"];
  if (!Array.isArray(points)) return [];
  return (points as readonly Json[])
    .flatMap((point) => {
      if (!isJsonObject(point)) return [];
      const { after, amount, currency } = point;
      const afterSeconds = typeof after === "string" ? parseDuration(after) : null;
      const isWhole = afterSeconds !== null && typeof amount === "number" && typeof currency === "string";
      return isWhole ? [{ afterSeconds, amount, currency }] : [];
    })
    .toSorted((one, other) => one.afterSeconds - other.afterSeconds);
}

/** The objectives of a function that lie on the way, in seconds. */
export function objectivesOf(
  spec: Spec,
): readonly { readonly name: "RTO" | "MTD"; readonly seconds: number }[] {
  const objectives = spec["objectives"];
  if (!isJsonObject(objectives ?? null)) return [];
  return (["rto", "mtd"] as const).flatMap((field) => {
    const value = (objectives as Spec)[field];
    const seconds = typeof value === "string" ? parseDuration(value) : null;
    return seconds === null ? [] : [{ name: field.toUpperCase() as "RTO" | "MTD", seconds }];
  });
}

/** The curve at its own points and at the objectives, in the order of time. */
export function curvePoints(spec: Spec): readonly CurvePoint[] {
  const exposure = exposureOf(spec);
  const marks = new Map<number, string>(exposure.map(({ afterSeconds }) => [afterSeconds, ""]));
  for (const { name, seconds } of objectivesOf(spec)) {
    const known = marks.get(seconds);
    marks.set(seconds, known === undefined || known === "" ? name : `${known}, ${name}`);
  }
  return [...marks]
    .toSorted(([one], [other]) => one - other)
    .map(([seconds, words]) => ({ seconds, words, losses: lossAfter([exposure], seconds) }));
}
