/** What one look saw. `unknown`: the look could not be made, or could not tell; that is neither well nor failed. */
export const sayings = ["failing", "healthy", "unknown"] as const;
export type Saying = (typeof sayings)[number];

/** One look of one vantage point at what a rule looks at. */
export type Observation = {
  /** The name of an agent, or the sender and fingerprint of an alert. */
  readonly vantage: string;
  /** Milliseconds since 1970, by our clock. */
  readonly at: number;
  readonly says: Saying;
  /** What was seen, in words. */
  readonly detail: string;
};
