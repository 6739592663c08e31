import { type ActionCapability, type Connector, defineAction, defineCheck } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { z } from "zod";
import type { Process, World } from "./world.ts";

/** One act that reached the world, by which key, and whether its effect was applied. */
export type Effect = { readonly name: string; readonly key: string; readonly by: string };

/** The world that steps change: it keeps every effect it saw. */
export type Outside = {
  readonly effects: Effect[];
  connectorFor(process: Process): Connector;
};

const parameters = z.strictObject({ name: z.string() });

/** How often the world answers with something other than done. */
type Moods = { readonly failed: number; readonly unreachable: number; readonly silent: number };

export function createOutside(world: World, moods: () => Moods): Outside {
  const effects: Effect[] = [];
  const isApplied = (name: string, key: string) =>
    effects.some((effect) => effect.name === name && effect.key === key);

  function act(process: Process, name: string, key: string): Outcome {
    const { failed, unreachable, silent } = moods();
    if (world.random.chance(failed)) return { status: "failed", message: "the world said no" };
    if (world.random.chance(unreachable)) return { status: "unreachable", message: "refused" };
    const isSilent = world.random.chance(silent);
    // A silent world may or may not have done it.
    if (!isSilent || world.random.chance(0.5)) effects.push({ name, key, by: process.name });
    if (isSilent) return { status: "unknown", message: "no answer" };
    return { status: "done", output: { name } };
  }

  function action(process: Process, policy: ActionCapability["policy"]): ActionCapability {
    return defineAction({
      title: `An act that is ${policy}`,
      parameters,
      policy,
      timeoutSeconds: 30,
      destructive: false,
      plan: async ({ name }) => ({ status: "done", output: { would: name } }),
      act: ({ name }, { key }) => world.callOutside(process, `act ${name}`, () => act(process, name, key)),
      observe: ({ name }, { key }) =>
        world.callOutside(process, `observe ${name}`, (): Outcome => {
          if (world.random.chance(moods().unreachable)) return { status: "unreachable", message: "refused" };
          return isApplied(name, key)
            ? { status: "done", output: { name } }
            : { status: "failed", message: "not done" };
        }),
    });
  }

  return {
    effects,
    connectorFor: (process) => ({
      name: "world",
      title: "The simulated world",
      access: null,
      checks: {
        holds: defineCheck({
          title: "Something holds",
          parameters,
          check: ({ name }) =>
            world.callOutside(process, `check ${name}`, (): Outcome => {
              if (world.random.chance(moods().failed)) return { status: "failed", message: "not yet" };
              return { status: "done", output: { holds: name } };
            }),
        }),
      },
      actions: {
        idempotent: action(process, "idempotent"),
        observe: action(process, "observe"),
        ask: action(process, "ask"),
      },
    }),
  };
}
