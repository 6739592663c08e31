import { z } from "zod";

const pattern = /^(\d{1,3}(?:\.\d+)?)\s*%$/;

/** A percentage with its sign, such as `40%`; read as 0 to 100. */
export const percentField = z
  .string()
  .meta({ pattern: "^\\d{1,3}(\\.\\d+)?\\s*%$", examples: ["40%"] })
  .transform((text, context): number => {
    const percent = Number(pattern.exec(text)?.[1] ?? Number.NaN);
    if (percent <= 100) return percent;
    context.issues.push({
      code: "custom",
      input: text,
      message: `${JSON.stringify(text)} is not a percentage`,
      params: { help: "write 0% to 100%, with the sign" },
    });
    return z.NEVER;
  });
