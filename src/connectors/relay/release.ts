import { z } from "zod";
import { defineOrder } from "./define-order.ts";
import { entranceParameters } from "./entrance-state.ts";

const parameters = z.strictObject({
  ...entranceParameters,
  to: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The target that must be the active one, so that a release cannot open the way to the wrong site",
    ),
});

/** Opens the entrance: what waited goes to the active target, in its order. */
export const release = defineOrder({
  title: "Release traffic to the active target",
  parameters,
  destructive: false,
  decide: ({ active }, { entrance, to }) => {
    const order = { mode: "open" } as const;
    if (active === null)
      return { order, notYet: `entrance ${entrance} has no active target: switch it first` };
    if (to === undefined || active === to) return { order };
    return { order, notYet: `entrance ${entrance} is at ${active}, not at ${to}: switch it first` };
  },
  holds: ({ active, mode }, { to }) =>
    mode === "open" && active !== null && (to === undefined || active === to),
});
