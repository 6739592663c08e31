/** A place that can be lost as a whole. */
export type SiteSpec = {
  readonly description: string | null;
  readonly location: string | null;
};
