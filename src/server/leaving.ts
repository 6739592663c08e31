import type { FastifyReply } from "fastify";

/** Who asked has hung up: the work is ended, and that is no bug. */
export class NobodyWaits extends Error {}

/** Is aborted with `NobodyWaits` when who asked hangs up before the answer. */
export function leavingSignal(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  const leave = () => {
    if (!reply.raw.writableEnded) leaving.abort(new NobodyWaits("nobody waits for the answer any more"));
  };
  // What the question needs may have been read first, and who asked may have left meanwhile.
  if (reply.raw.destroyed) leave();
  reply.raw.once("close", leave);
  return leaving.signal;
}
