import { z } from "zod";
import type { Dependency } from "../../model/dependency.ts";
import { listOf } from "./optional-field.ts";
import { dependable, refTo } from "./ref-field.ts";

const refField = refTo(...dependable);

const phaseField = z
  .enum(["runtime", "startup", "both"])
  .default("both")
  .describe("When it is needed: while it runs, only to start, or both.");

const groupField = z
  .strictObject({
    anyOf: z.array(refField).min(1).describe("Alternatives of one another."),
    atLeast: z.int().min(1).default(1).describe("How many of them must be up."),
    phase: phaseField,
  })
  .transform((group, context): Dependency => {
    if (group.atLeast > group.anyOf.length) {
      context.issues.push({
        code: "custom",
        input: group,
        path: ["atLeast"],
        message: `at least ${group.atLeast} of ${group.anyOf.length} can never be up`,
        params: { help: "lower atLeast or list more members" },
      });
    }
    return { type: "group", ...group };
  });

/** What something relies on: `kind:name`, `{on, need, phase}` or `{anyOf, atLeast, phase}`. */
export const dependencyField = z.union([
  refField.transform((on): Dependency => ({ type: "one", on, need: "hard", phase: "both" })),
  z
    .strictObject({
      on: refField.describe("What it relies on."),
      need: z
        .enum(["hard", "soft"])
        .default("hard")
        .describe("hard: down without it; soft: degraded without it."),
      phase: phaseField,
    })
    .transform((one): Dependency => ({ type: "one", ...one })),
  groupField,
]);

/** `dependsOn`, which everything has that can be down for want of something else. */
export const dependsOnField = listOf(
  dependencyField,
  "What it relies on: `kind:name` (hard, always), `{on, need, phase}`, or `{anyOf, atLeast}` for alternatives.",
);
