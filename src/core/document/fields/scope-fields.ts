import { z } from "zod";
import { scopes } from "../../model/scope.ts";
import { orNull } from "./optional-field.ts";
import { textField } from "./text-field.ts";

/** The two fields by which a thing is in or out of continuity. */
export const scopeFields = {
  scope: orNull(z.enum(scopes), "Whether continuity covers it: in or out. Left out: nobody has decided."),
  scopeReason: orNull(textField, "Why it is in or out."),
};
