import type { CheckReply, CheckReport, CheckRequest, DraftText } from "./check-messages.ts";

type Estate = Omit<Extract<CheckRequest, { readonly type: "estate" }>, "type">;

type Asked = {
  readonly target: string;
  readonly drafts: readonly DraftText[];
  readonly resolve: (report: CheckReport | null) => void;
  readonly reject: (error: Error) => void;
};

/** The checker beside the page. Who asks while it works waits; of those only the newest is answered, the others get null. */
export type Checker = {
  readonly check: (target: string, drafts: readonly DraftText[]) => Promise<CheckReport | null>;
  readonly close: () => void;
};

/** Starts a worker and gives it the published documents. */
export function createChecker(estate: Estate): Checker {
  const worker = new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
  const send = (request: CheckRequest) => worker.postMessage(request, []);
  let running: Asked | null = null;
  let waiting: Asked | null = null;
  let last = 0;
  const begin = (asked: Asked) => {
    running = asked;
    last += 1;
    send({ type: "check", id: last, target: asked.target, drafts: asked.drafts });
  };
  const next = () => {
    const asked = waiting;
    [running, waiting] = [null, null];
    if (asked !== null) begin(asked);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<CheckReply>) => {
    if (data.id !== last) return;
    if ("report" in data) running?.resolve(data.report);
    else running?.reject(new Error(data.failure));
    next();
  });
  worker.addEventListener("error", (event) => {
    running?.reject(new Error(event.message || "the checker has stopped"));
    next();
  });
  send({ type: "estate", ...estate });
  return {
    check: (target, drafts) =>
      new Promise((resolve, reject) => {
        const asked = { target, drafts, resolve, reject };
        if (running === null) return begin(asked);
        waiting?.resolve(null);
        waiting = asked;
      }),
    close: () => worker.terminate(),
  };
}
