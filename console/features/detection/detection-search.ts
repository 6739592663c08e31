/** What the address of detection holds: the rule that is looked at. */
export type DetectionSearch = { readonly rule?: string };

/** Reads the address; what it does not know is dropped. */
export function parseDetectionSearch(search: { readonly [key: string]: unknown }): DetectionSearch {
  const { rule } = search;
  return typeof rule === "string" && rule !== "" ? { rule } : {};
}
