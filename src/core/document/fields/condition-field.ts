import { z } from "zod";
import type { Json } from "../../model/json.ts";
import type { Condition } from "../../model/step.ts";
import { textField } from "./text-field.ts";

const chosenField = z
  .strictObject({ chosen: z.strictObject({ step: textField, option: textField }) })
  .transform(({ chosen }): Condition => ({ type: "chosen", ...chosen }));

const comparisons = ["equals", "above", "below"] as const;

const outputField = z
  .strictObject({
    output: z.strictObject({
      step: textField,
      path: z.string(),
      equals: z.unknown().optional(),
      above: z.number().optional(),
      below: z.number().optional(),
    }),
  })
  .transform(({ output }, context): Condition => {
    const given = comparisons.filter((compare) => output[compare] !== undefined);
    const compare = given[0];
    if (given.length === 1 && compare !== undefined) {
      const value = output[compare] as Json;
      return { type: "output", step: output.step, path: output.path, compare, value };
    }
    context.issues.push({
      code: "custom",
      input: output,
      path: ["output"],
      message: given.length ? `${given.join(" and ")} exclude one another` : "it compares with nothing",
      params: { help: "give exactly one of equals, above and below" },
    });
    return z.NEVER;
  });

/** When a step is needed: `{chosen}`, `{output}`, `{any: […]}` or `{all: […]}`. */
export const conditionField: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      chosenField,
      outputField,
      z
        .strictObject({ any: z.array(conditionField).min(1) })
        .transform(({ any }): Condition => ({ type: "any", of: any })),
      z
        .strictObject({ all: z.array(conditionField).min(1) })
        .transform(({ all }): Condition => ({ type: "all", of: all })),
    ]),
  )
  .meta({ id: "Condition" });
