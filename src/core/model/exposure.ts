/** A point of a curve of loss: what an outage has cost in all once it has lasted so long. */
export type Exposure = {
  readonly afterSeconds: number;
  readonly amount: number;
  /** ISO 4217, such as `EUR`. */
  readonly currency: string;
};
