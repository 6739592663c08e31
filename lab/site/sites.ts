/** The two sites of the lab. */
export const sites = ["east", "west"] as const;

export type SiteName = (typeof sites)[number];

/** The site that takes over from, or feeds, the given one. */
export function otherSite(site: SiteName): SiteName {
  return site === "east" ? "west" : "east";
}
