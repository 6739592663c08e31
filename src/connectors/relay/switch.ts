import { z } from "zod";
import { defineOrder } from "./define-order.ts";
import { entranceParameters, type EntranceState } from "./entrance-state.ts";
import type { Decision } from "./give-order.ts";

const parameters = z.strictObject({
  ...entranceParameters,
  to: z.string().min(1).describe("The target that gets the traffic from now on"),
  release: z.boolean().default(false).describe("Open the entrance in the same instant"),
  whileOpen: z
    .boolean()
    .default(false)
    .describe("Switch although traffic flows; only where both targets may serve at once"),
  leaveInFlight: z
    .boolean()
    .default(false)
    .describe("Switch although the old target still works on requests; only where it is fenced"),
});

type Parameters = z.output<typeof parameters>;

/**
 * Moves the entrance to another target, in one step. Two sites must not take orders at once, so it refuses while traffic
 * flows and while the old target still works on requests, unless the runbook says that this is meant.
 */
export const switchTarget = defineOrder({
  title: "Switch the entrance to another target",
  parameters,
  destructive: true,
  decide,
  holds: ({ active, mode }, { to, release }) => active === to && (!release || mode === "open"),
});

function decide(
  state: EntranceState,
  { entrance, to, release, whileOpen, leaveInFlight }: Parameters,
): Decision {
  const order = release ? ({ active: to, mode: "open" } as const) : { active: to };
  if (!Object.hasOwn(state.targets, to)) {
    return {
      refusal: `entrance ${entrance} has no target ${to}; it has ${Object.keys(state.targets).join(", ")}`,
    };
  }
  if (state.active === to) return { order };
  if (state.mode === "open" && state.active !== null && !whileOpen) {
    return {
      order,
      notYet: `entrance ${entrance} is open to ${state.active}: hold it or turn it off before the switch`,
    };
  }
  const others = Object.entries(state.inFlightByTarget).filter(
    ([target, requests]) => target !== to && requests > 0,
  );
  if (others.length > 0 && !leaveInFlight) {
    const busy = others.map(([target, requests]) => `${requests} at ${target}`).join(", ");
    return { order, notYet: `requests are still in flight (${busy}): drain the entrance before the switch` };
  }
  return { order };
}
