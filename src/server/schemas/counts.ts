import { z } from "zod";

export const countsSchema = z
  .object({ error: z.int(), warning: z.int(), info: z.int() })
  .meta({ id: "DiagnosticCounts" });
