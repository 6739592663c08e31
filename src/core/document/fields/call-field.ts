import { z } from "zod";
import type { DocumentAction } from "../../model/runbook.ts";
import type { Check } from "../../model/step.ts";
import { durationField } from "./duration-field.ts";
import { jsonObjectField } from "./json-object-field.ts";
import { textField } from "./text-field.ts";

/** How long a check is repeated until it holds, when its document does not say. */
const withinSecondsDefault = 30;

/** A call of an action: `{connector, do, with}`. */
export const actionField = z
  .strictObject({ connector: textField, do: textField, with: jsonObjectField.default({}) })
  .transform((action): DocumentAction => action);

/** A reading of the world that must hold: `{connector, check, with, within}`. */
export const checkField = z
  .strictObject({
    connector: textField,
    check: textField,
    with: jsonObjectField.default({}),
    within: durationField.default(withinSecondsDefault),
  })
  .transform(({ within, ...check }): Check => ({ ...check, withinSeconds: within }));
