import { defineCheck } from "#connectors/connector.ts";
import { reaching } from "#connectors/read-access.ts";
import type { z } from "zod";
import {
  describeState,
  type EntranceParameters,
  type EntranceState,
  findEntrance,
} from "./entrance-state.ts";

/** A check of how an entrance stands. Output: `{entrance, active, mode, inFlight, heldCount, generation}`. */
export function defineStateCheck<Schema extends z.ZodType<EntranceParameters>>(stateCheck: {
  readonly title: string;
  readonly parameters: Schema;
  readonly holds: (state: EntranceState, parameters: z.output<Schema>) => boolean;
  /** What is expected, in words that fit after "expected". */
  readonly expected: (parameters: z.output<Schema>) => string;
}) {
  const { title, parameters, holds, expected } = stateCheck;
  return defineCheck({
    title,
    parameters,
    check: reaching(async (given, context) => {
      const entrance = await findEntrance(given, context);
      const state = await entrance.read();
      const { active, mode, inFlight, heldCount, generation } = state;
      const output = { entrance: given.entrance, active, mode, inFlight, heldCount, generation };
      if (holds(state, given)) return { status: "done", output };
      const actual = `${describeState(state)}, ${inFlight} in flight`;
      return {
        status: "failed",
        message: `expected ${expected(given)}, entrance ${given.entrance} is at ${actual}`,
        output,
      };
    }),
  });
}
