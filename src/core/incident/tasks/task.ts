import type { Ref } from "../../model/ref.ts";

/** Who does what: one is accountable, some do it, some are asked, some are told. */
export type TaskParts = {
  readonly accountable: Ref;
  readonly responsible: readonly Ref[];
  readonly consulted: readonly Ref[];
  readonly informed: readonly Ref[];
};

/** Two writings of one task are one task. */
export const taskKey = (task: string) => task.trim().toLowerCase().replaceAll(/\s+/g, " ");
