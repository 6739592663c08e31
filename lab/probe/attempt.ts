/** How one order from outside ended. Only the right confirmation is an acknowledgement. */
export type AttemptOutcome = "acknowledged" | "refused" | "unknown";

/** One order placed by the probe. Times are ISO 8601 in UTC with milliseconds. */
export type Attempt = {
  /** Place in the sequence, from 1. */
  readonly number: number;
  readonly id: string;
  readonly sentAt: string;
  readonly settledAt: string;
  readonly outcome: AttemptOutcome;
  /** HTTP status, or null where no answer came. */
  readonly status: number | null;
  readonly latencyMilliseconds: number;
  /** Why it was not acknowledged; empty when it was. */
  readonly reason: string;
};
