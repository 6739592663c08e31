/**
 * The store could not be started, and a person has to do something about it: the message says what is
 * wrong and what to do. Not for a database that is away for a moment; that is `StoreUnavailable`.
 */
export class StoreStartError extends Error {
  override readonly name = "StoreStartError";
}
