import { defineAction } from "#connectors/connector.ts";
import { reaching } from "#connectors/read-access.ts";
import type { z } from "zod";
import { type EntranceParameters, type EntranceState } from "./entrance-state.ts";
import { type Decide, giveOrder, observeOrder, planOrder } from "./give-order.ts";

/**
 * An action that brings an entrance into a state. It is idempotent because the state, not the way to it, is ordered, and
 * because the relay carries an order of one key out once.
 */
export function defineOrder<Schema extends z.ZodType<EntranceParameters>>(order: {
  readonly title: string;
  readonly parameters: Schema;
  readonly destructive: boolean;
  readonly decide: Decide<z.output<Schema>>;
  /** Whether the entrance stands as ordered. */
  readonly holds: (state: EntranceState, parameters: z.output<Schema>) => boolean;
}) {
  const { title, parameters, destructive, decide, holds } = order;
  return defineAction({
    title,
    parameters,
    policy: "idempotent",
    timeoutSeconds: 15,
    destructive,
    plan: reaching((given, context) => planOrder(given, context, decide)),
    act: reaching((given, context) => giveOrder(given, context, decide)),
    observe: reaching((given, context) => observeOrder(given, context, holds)),
  });
}
