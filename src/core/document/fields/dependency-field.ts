import { z } from "zod";
import type { Dependency } from "../../model/dependency.ts";
import { refField } from "./ref-field.ts";

const phaseField = z.enum(["runtime", "startup", "both"]).default("both");

const groupField = z
  .strictObject({
    anyOf: z.array(refField).min(1),
    atLeast: z.int().min(1).default(1),
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
    .strictObject({ on: refField, need: z.enum(["hard", "soft"]).default("hard"), phase: phaseField })
    .transform((one): Dependency => ({ type: "one", ...one })),
  groupField,
]);
