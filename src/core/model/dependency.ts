import type { Ref } from "./ref.ts";

/** `hard`: down without it; `soft`: degraded without it. */
export type DependencyNeed = "hard" | "soft";

/** When a dependency is needed. */
export type DependencyPhase = "runtime" | "startup" | "both";

/** What something relies on: one thing, or at least so many of a redundancy group. */
export type Dependency =
  | {
      readonly type: "one";
      readonly on: Ref;
      readonly need: DependencyNeed;
      readonly phase: DependencyPhase;
    }
  | {
      readonly type: "group";
      readonly anyOf: readonly Ref[];
      readonly atLeast: number;
      readonly phase: DependencyPhase;
    };
