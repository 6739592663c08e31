import { setTimeout as sleep } from "node:timers/promises";
import { type CallContext, defineAction } from "#connectors/connector.ts";
import { reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { z } from "zod";
import { entranceParameters, type EntranceState, findEntrance } from "./entrance-state.ts";
import { observeOrder } from "./give-order.ts";

const parameters = z.strictObject({
  ...entranceParameters,
  withinSeconds: z.number().positive().max(600).default(30),
});

type Parameters = z.output<typeof parameters>;

/** Every wait of ours is a wait of the clients whose requests are held meanwhile. */
const pollMilliseconds = 10;

/** Waits until no target works on a request of the entrance. It changes nothing itself, so repeating it is harmless. */
export const drain = defineAction({
  title: "Wait until no request is in flight",
  parameters,
  policy: "idempotent",
  timeoutSeconds: 60,
  destructive: false,
  plan: reaching(async (given, context) => {
    const entrance = await findEntrance(given, context);
    const state = await entrance.read();
    const output = { entrance: given.entrance, mode: state.mode, inFlight: state.inFlight };
    // In a rehearsal the hold before this step was not carried out either, so an open entrance is what is to be found.
    return {
      status: "done",
      output: { ...output, waits: `until inFlight is 0, for ${given.withinSeconds} s at most` },
    };
  }),
  act: reaching(waitUntilDrained),
  observe: reaching((given, context) => observeOrder(given, context, isDrained)),
});

/** Whether nothing is on its way and nothing can set out. */
export function isDrained({ mode, inFlight }: EntranceState): boolean {
  return mode !== "open" && inFlight === 0;
}

/** Output: `{entrance, inFlight, inFlightAtStart, heldCount, seconds}`. */
async function waitUntilDrained(given: Parameters, context: CallContext): Promise<Outcome> {
  const entrance = await findEntrance(given, context);
  const startedAt = performance.now();
  const first = await entrance.read();
  for (let state = first; ; state = await entrance.read()) {
    const seconds = Math.round(performance.now() - startedAt) / 1000;
    const { inFlight, heldCount } = state;
    const output = {
      entrance: given.entrance,
      inFlight,
      inFlightAtStart: first.inFlight,
      heldCount,
      seconds,
    };
    if (state.mode === "open") {
      const message = `entrance ${given.entrance} is open, so it never drains: hold it or turn it off first`;
      return { status: "failed", message, output };
    }
    if (isDrained(state)) return { status: "done", output };
    if (context.signal.aborted || seconds >= given.withinSeconds) {
      return {
        status: "failed",
        message: `${inFlight} requests are still in flight after ${seconds} s`,
        output,
      };
    }
    await sleep(pollMilliseconds);
  }
}
