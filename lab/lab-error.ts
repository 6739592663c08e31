/** The lab cannot do what was asked, for a reason that a person can act on; the message says what to do. */
export class LabError extends Error {}

/** The lab was asked for something that cannot be asked for, such as a port beyond the last one. */
export class LabOptionsError extends LabError {}

/** The message of whatever was thrown, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
