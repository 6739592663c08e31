import { z } from "zod";
import { isRef, type Ref } from "../../model/ref.ts";

/**
 * A reference `kind:name`. Whether it points at something, and at something of the right kind, is
 * for rules to say: they know the whole estate.
 */
export const refField = z.string().transform((text, context): Ref => {
  if (isRef(text)) return text;
  context.issues.push({
    code: "custom",
    input: text,
    message: `${JSON.stringify(text)} is not a reference`,
    params: { help: "a reference is a kind and a name, such as team:dba or component:orders-db" },
  });
  return z.NEVER;
});
