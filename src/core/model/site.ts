import type { Ref } from "./ref.ts";

export const siteRoles = ["production", "recovery", "workplace"] as const;
export type SiteRole = (typeof siteRoles)[number];

/** A place that can be lost as a whole. */
export type SiteSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly location: string | null;
  /** ISO 3166-1 alpha-2 code of the country whose law holds there. */
  readonly jurisdiction: string | null;
  readonly role: SiteRole | null;
  /** Names of the power feeds; two sites with one name share that feed. */
  readonly power: readonly string[];
  /** Vendors whose lines reach it. */
  readonly carriers: readonly Ref[];
  /** How many people can work there at once; null is unknown. */
  readonly workplaces: number | null;
  /** Round trip to other sites, by site reference, in seconds. */
  readonly latencySeconds: { readonly [site: string]: number };
  /** The contract by which a site of somebody else can be used. */
  readonly contract: Ref | null;
};
