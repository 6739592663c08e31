/**
 * Why a server gave no answer, or a bad one:
 * - `unreached`: no TCP connection (refused, no route, no such name);
 * - `frozen`: TCP connects, SQL does not answer: a stopped or hanging server;
 * - `turned-away`: the server answered and did not let us in (starting up, login refused, too many);
 * - `silent`: a statement was sent and no answer came;
 * - `cancelled`: the attempt was ended from our side;
 * - `statement`: the server answered the statement with an error.
 */
export type FaultKind = "unreached" | "frozen" | "turned-away" | "silent" | "cancelled" | "statement";

/** A server that gave no answer, or a bad one. `code` is the SQLSTATE where there was one. */
export class ServerFault extends Error {
  readonly kind: FaultKind;
  readonly code: string | null;

  constructor(kind: FaultKind, message: string, code: string | null = null) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

/** Something on the server's host or in its data is not as the act needs it: certain, and said in words. */
export class NotPossible extends Error {}
