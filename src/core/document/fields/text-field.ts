import { z } from "zod";

/** Text that says something: not empty, not only blanks. */
export const textField = z
  .string()
  .meta({ minLength: 1 })
  .check((context) => {
    if (context.value.trim() === "") {
      context.issues.push({
        code: "custom",
        input: context.value,
        message: "it is empty",
        params: { help: "write what it should say, or leave the field out" },
      });
    }
  });
