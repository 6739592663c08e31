import { setTimeout as sleep } from "node:timers/promises";

/** Events after which somebody of the crew, or the drill itself, may have something to do. */
const calls = /"type":"(?:ApprovalRequested|DecisionAsked|PersonAsked|RunFinished)"/;

/** Hears when a run needs its crew, so that nobody has to look at it all the time and slow it down. */
export type Bell = {
  /** Resolves when it has rung since the last time, and after `limitMilliseconds` at the latest. */
  wait(limitMilliseconds: number): Promise<void>;
  close(): void;
};

/** Listens to the feed of a run. While the server is away it is silent, and the limit of each wait decides. */
export function ringsFor(urlOf: () => string, run: string): Bell {
  const closing = new AbortController();
  let waiting = new AbortController();
  let rung = false;
  const ring = () => {
    rung = true;
    waiting.abort("rung");
  };
  const listen = async () => {
    const response = await fetch(`${urlOf()}/api/v1/runs/${run}/feed?after=0`, { signal: closing.signal });
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) {
      if (calls.test(decoder.decode(part, { stream: true }))) ring();
    }
  };
  void (async () => {
    while (!closing.signal.aborted) {
      await listen().catch(() => {});
      await sleep(100, undefined, { signal: closing.signal }).catch(() => {});
    }
  })();
  return {
    async wait(limitMilliseconds) {
      if (!rung) await sleep(limitMilliseconds, undefined, { signal: waiting.signal }).catch(() => {});
      rung = false;
      waiting = new AbortController();
    },
    close: () => closing.abort(),
  };
}
