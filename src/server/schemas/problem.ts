import { z } from "zod";
import { type Problem, type ProblemCode, problemCatalogue } from "../problem.ts";

const codes = Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]];

/** Where something is wrong, and what. */
export const problemDetailSchema = z.object({ pointer: z.string(), detail: z.string() });

export const problemSchema: z.ZodType<Problem> = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(codes),
    help: z.string(),
    errors: z.array(problemDetailSchema),
  })
  .meta({ id: "Problem", description: "An error (RFC 9457)." });

/** What every operation may answer instead. */
export const problemResponse = {
  description: "A problem (RFC 9457); `code` says which.",
  content: { "application/problem+json": { schema: problemSchema } },
};
