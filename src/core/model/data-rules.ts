/** Where the data of a thing may live, and how it is classified. */
export type DataRules = {
  /** ISO 3166-1 alpha-2 codes of the countries where it may live; empty: not restricted. */
  readonly jurisdictions: readonly string[];
  readonly classification: string | null;
};
