/** What the address of the first page holds: the outage, in seconds, that losses are told for. */
export type HomeSearch = { readonly after?: number };

/** Reads `?after=`; anything that is no such outage is dropped. */
export function parseHomeSearch(search: { readonly [key: string]: unknown }): HomeSearch {
  const after = Number(search["after"]);
  return Number.isInteger(after) && after >= 60 && after <= 31_536_000 ? { after } : {};
}
