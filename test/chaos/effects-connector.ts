import { setTimeout as sleep } from "node:timers/promises";
import { type ActionCapability, type Connector, defineAction, defineCheck } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { z } from "zod";
import type { EffectsFile } from "./effects-file.ts";

const parameters = z.strictObject({
  name: z.string(),
  /** Pauses before and after the effect, so that a fault can fall on either side of it. */
  beforeMilliseconds: z.number().default(5),
  afterMilliseconds: z.number().default(5),
  /** Holds the event loop of the whole process for so long, after the effect. */
  blockMilliseconds: z.number().default(0),
});

function block(milliseconds: number): void {
  if (milliseconds === 0) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Actions whose effect is a line in a file, one of each policy, and a check that reads it. */
export function createEffectsConnector(effects: EffectsFile, node: string): Connector {
  const isThere = (key: string) => effects.read().some((effect) => effect.key === key);
  const action = (policy: ActionCapability["policy"]) =>
    defineAction({
      title: `Appends a line to a file; ${policy} when it was lost`,
      parameters,
      policy,
      timeoutSeconds: 60,
      destructive: false,
      plan: async ({ name }): Promise<Outcome> => ({ status: "done", output: { would: name } }),
      async act({ name, beforeMilliseconds, afterMilliseconds, blockMilliseconds }, { key, signal }) {
        await sleep(beforeMilliseconds);
        // Nothing was sent yet: an attempt that was told to stop knows that it did nothing.
        if (signal.aborted) return { status: "unreachable", message: "stopped before anything was sent" };
        effects.append({ key, step: name, node, pid: process.pid });
        block(blockMilliseconds);
        await sleep(afterMilliseconds);
        return { status: "done", output: { name } };
      },
      observe: async ({ name }, { key }): Promise<Outcome> =>
        isThere(key)
          ? { status: "done", output: { name } }
          : { status: "failed", message: "no such line in the file" },
    });
  return {
    name: "effects",
    title: "A file of effects",
    access: null,
    checks: {
      written: defineCheck({
        title: "A line of this name is in the file",
        parameters,
        check: async ({ name }): Promise<Outcome> =>
          effects.read().some((effect) => effect.step === name)
            ? { status: "done", output: { name } }
            : { status: "failed", message: `no line of ${name}` },
      }),
    },
    actions: { idempotent: action("idempotent"), observe: action("observe"), ask: action("ask") },
  };
}
