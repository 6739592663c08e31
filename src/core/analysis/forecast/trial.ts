/** The schedule of one trial, in seconds, in the numbering of the model; overwritten by the next one. */
export type Trial = {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** All steps; in the order in which they finished where `isDoneInOrder`. */
  readonly done: Int32Array;
  readonly isDoneInOrder: boolean;
  /** Where in `done` the steps that finished at the moment of a start begin, and where they end. */
  readonly batchFrom: Int32Array;
  readonly batchTo: Int32Array;
};

/** Carries one trial out with the given durations; gives the end of the last step in seconds. */
export type TrialRunner = { readonly trial: Trial; readonly run: (durations: Float64Array) => number };

/** An empty trial of so many steps. */
export function createTrial(size: number, isDoneInOrder: boolean): Trial {
  return {
    isDoneInOrder,
    start: new Float64Array(size),
    finish: new Float64Array(size),
    done: new Int32Array(size),
    batchFrom: new Int32Array(size),
    batchTo: new Int32Array(size),
  };
}
