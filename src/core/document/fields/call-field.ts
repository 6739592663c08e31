import { z } from "zod";
import type { DocumentAction } from "../../model/runbook.ts";
import type { Check } from "../../model/step.ts";
import { durationField } from "./duration-field.ts";
import { jsonObjectField } from "./json-object-field.ts";
import { textField } from "./text-field.ts";

/** How long a check is repeated until it holds, when its document does not say. */
const withinSecondsDefault = 30;

const withField = jsonObjectField.default({}).describe("Its parameters, as the connector defines them.");

/** A call of an action: `{connector, do, with}`. */
export const actionField = z
  .strictObject({
    connector: textField
      .describe("The connector that does it, such as postgres.")
      .meta({ examples: ["postgres"] }),
    do: textField.describe("The action, such as promote.").meta({ examples: ["promote"] }),
    with: withField,
  })
  .transform((action): DocumentAction => action);

/** A reading of the world that must hold: `{connector, check, with, within}`. */
export const checkField = z
  .strictObject({
    connector: textField.describe("The connector that looks, such as postgres.").meta({ examples: ["http"] }),
    check: textField.describe("The check, such as streaming.").meta({ examples: ["healthy"] }),
    with: withField,
    within: durationField
      .default(withinSecondsDefault)
      .describe("How long it is repeated until it holds; left out, PT30S."),
  })
  .transform(({ within, ...check }): Check => ({ ...check, withinSeconds: within }));
