export const verdicts = ["met", "missed", "unknown"] as const;
export type ObjectiveVerdict = (typeof verdicts)[number];

/** What the address of the objectives holds. */
export type ObjectivesSearch = {
  readonly verdict?: ObjectiveVerdict;
  /** What is searched for. */
  readonly q?: string;
};

/** Reads the address; what it does not know is dropped. */
export function parseObjectivesSearch(search: { readonly [key: string]: unknown }): ObjectivesSearch {
  const verdict = verdicts.find((one) => one === search["verdict"]);
  const { q } = search;
  return {
    ...(verdict === undefined ? {} : { verdict }),
    ...(typeof q === "string" && q !== "" ? { q } : {}),
  };
}
