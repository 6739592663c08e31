import { z } from "zod";
import type { ConnectorCatalogue } from "../model/catalogue.ts";

const target = z.strictObject({
  target: z.string(),
  reason: z.string().optional(),
  port: z.number().optional(),
});

const grantable = z.strictObject({ as: z.array(z.string()), longestSeconds: z.number().default(3600) });

/** A small catalogue for tests and for the examples of the diagnostics' pages. */
export const exampleCatalogue: ConnectorCatalogue = {
  postgres: {
    access: z.strictObject({
      host: z.string(),
      port: z.number(),
      password: z.string().optional(),
      grantable: grantable.optional(),
    }),
    grantable: (access) => grantable.safeParse(access["grantable"]).data ?? null,
    checks: {
      fenced: { parameters: target },
      lag: { parameters: target },
      divergence: { parameters: target },
    },
    actions: {
      fence: { parameters: target, policy: "idempotent", destructive: true },
      promote: { parameters: target, policy: "observe", destructive: true },
      unfence: { parameters: target, policy: "idempotent", destructive: true },
      rebuild: { parameters: target, policy: "observe", destructive: true },
    },
    meaning: {
      checks: { fenced: { proves: "fenced" }, lag: { proves: "loss" }, divergence: { proves: "divergence" } },
      actions: {
        fence: { effect: "fence", confirms: true },
        promote: { effect: "promote", confirms: true },
        unfence: { effect: "change", confirms: true },
        rebuild: { effect: "rebuild", confirms: true },
      },
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
    actions: {
      request: { parameters: target, policy: "ask", destructive: false },
      switch: { parameters: target, policy: "idempotent", destructive: true },
      transaction: { parameters: target, policy: "idempotent", destructive: false },
    },
    meaning: {
      checks: { healthy: { proves: "state" } },
      actions: {
        request: { effect: "open", confirms: false },
        switch: { effect: "traffic", confirms: true },
        transaction: { effect: "probe", confirms: true },
      },
    },
  },
  command: { access: null, checks: {}, actions: {} },
};
