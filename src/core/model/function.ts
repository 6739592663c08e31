import type { Dependency } from "./dependency.ts";
import type { Exposure } from "./exposure.ts";
import type { Ref } from "./ref.ts";
import type { Scope } from "./scope.ts";
import type { Objectives } from "./service.ts";

/** A business function or process: why services are needed at all. */
export type FunctionSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly scope: Scope | null;
  readonly scopeReason: string | null;
  /** Order of recovery as its owner wants it; 1 comes first. */
  readonly priority: number | null;
  readonly objectives: Objectives;
  readonly dependsOn: readonly Dependency[];
  /** Laws and standards that ask for it, as text. */
  readonly regulations: readonly string[];
  /** Cumulated loss over the time it is down, by rising time. */
  readonly exposure: readonly Exposure[];
};
