import type { Dependency } from "./dependency.ts";
import type { Ref } from "./ref.ts";

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
  /** With one active site, the first listed is the active one. */
  readonly sites: readonly Ref[];
  readonly mode: ServiceMode | null;
  readonly objectives: Objectives;
  readonly dependsOn: readonly Dependency[];
};
