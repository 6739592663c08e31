import { z } from "zod";
import type { ConnectorCatalogue } from "../model/catalogue.ts";

const target = z.strictObject({
  target: z.string(),
  reason: z.string().optional(),
  port: z.number().optional(),
});

/** A small catalogue for tests and for the examples of the diagnostics' pages. */
export const exampleCatalogue: ConnectorCatalogue = {
  postgres: {
    access: z.strictObject({ host: z.string(), port: z.number(), password: z.string().optional() }),
    checks: { fenced: { parameters: target }, lag: { parameters: target } },
    actions: {
      fence: { parameters: target, policy: "idempotent", destructive: true },
      promote: { parameters: target, policy: "observe", destructive: true },
    },
  },
  http: {
    access: z.strictObject({ baseUrl: z.url() }),
    checks: {
      healthy: {
        parameters: z.strictObject({
          target: z.string(),
          steps: z
            .array(z.strictObject({ path: z.string(), status: z.int() }))
            .min(1)
            .optional(),
        }),
      },
    },
    actions: {},
  },
  command: { access: null, checks: {}, actions: {} },
};
