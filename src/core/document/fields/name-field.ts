import { z } from "zod";
import { namePattern } from "../../model/ref.ts";

/** A name: a DNS label, so that it can stand in file names, URLs and host names. */
export const nameField = z
  .string()
  .meta({ pattern: namePattern.source.replaceAll("(?:", "("), examples: ["example"] })
  .check((context) => {
    if (!namePattern.test(context.value)) {
      context.issues.push({
        code: "custom",
        input: context.value,
        message: `${JSON.stringify(context.value)} cannot be a name`,
        params: {
          help: "use 1 to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit",
        },
      });
    }
  });
