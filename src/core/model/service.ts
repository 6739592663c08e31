import type { ControlPathPart } from "./control-path.ts";
import type { DataRules } from "./data-rules.ts";
import type { Dependency } from "./dependency.ts";
import type { Ref } from "./ref.ts";
import type { Scope } from "./scope.ts";

export const serviceModes = ["active-active", "active-passive", "cold-standby", "single-site"] as const;
export type ServiceMode = (typeof serviceModes)[number];

/** What continuity must reach. null is not set, never zero. */
export type Objectives = {
  readonly rtoSeconds: number | null;
  readonly rpoSeconds: number | null;
  readonly mtdSeconds: number | null;
  /** Minimum business continuity objective, 0 to 100. */
  readonly mbcoPercent: number | null;
};

/** What users see. */
export type ServiceSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly scope: Scope | null;
  readonly scopeReason: string | null;
  /** 1 is what must come back first, 5 what can wait longest. */
  readonly tier: number | null;
  /** With one active site, the first listed is the active one. */
  readonly sites: readonly Ref[];
  readonly mode: ServiceMode | null;
  readonly objectives: Objectives;
  /** What it needs, by unit, as `capacity` of components and contracts gives it. */
  readonly capacity: { readonly [unit: string]: number };
  readonly data: DataRules;
  /** The longest round trip between its sites that it bears. */
  readonly latencyBoundSeconds: number | null;
  readonly provides: readonly ControlPathPart[];
  readonly changedOn: string | null;
  /** How people get by without it. */
  readonly workaround: string | null;
  readonly dependsOn: readonly Dependency[];
};
