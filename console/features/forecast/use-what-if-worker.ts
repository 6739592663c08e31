import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import type { FromWorker, ToWorker } from "./what-if-messages.ts";
import type { SessionSetting, WhatIfLook } from "./what-if-session.ts";

/** What is known of a change so far. */
export type LiveLook = {
  /** Null: nothing is changed, or nothing is known yet. */
  readonly look: WhatIfLook | null;
  readonly isLast: boolean;
  /** Why changes cannot be tried; null while they can. */
  readonly failure: string | null;
};

const nothing: LiveLook = { look: null, isLast: false, failure: null };

/** The measure of the browser's own clock from a change to its first numbers on the page. */
const measureName = "holdfast.what-if";

function useWorker(setting: SessionSetting | null, hear: (message: FromWorker) => void): Worker | null {
  const [worker, setWorker] = useState<Worker | null>(null);
  const heard = useRef(hear);
  useEffect(() => {
    heard.current = hear;
  });
  useEffect(() => {
    if (setting === null) return;
    const made = new Worker(new URL("./what-if-worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", (event) => heard.current(event.data as FromWorker));
    made.addEventListener("error", ({ message }) => heard.current({ type: "failed", message }));
    made.postMessage({ type: "open", setting } satisfies ToWorker, []);
    setWorker(made);
    return () => {
      made.terminate();
      setWorker(null);
    };
  }, [setting]);
  return worker;
}

/**
 * Tries a change in a worker: the first look comes within a tenth of a second, finer ones follow until the whole sample is
 * carried out. Memoise both arguments. Null changes nothing.
 */
export function useWhatIfWorker(setting: SessionSetting | null, whatIf: WhatIf | null): LiveLook {
  const [live, setLive] = useState<LiveLook>(nothing);
  const asked = useRef({ id: 0, at: 0, isMeasured: true });
  const worker = useWorker(setting, (message) => {
    if (message.type === "failed") setLive({ ...nothing, failure: message.message });
    if (message.type === "look" && message.id === asked.current.id)
      setLive({ look: message.look, isLast: message.isLast, failure: null });
  });
  useEffect(() => {
    if (worker === null) return;
    const id = asked.current.id + 1;
    asked.current = { id, at: performance.now(), isMeasured: whatIf === null };
    if (whatIf === null) setLive(nothing);
    worker.postMessage({ type: "ask", id, whatIf } satisfies ToWorker, []);
  }, [worker, whatIf]);
  useLayoutEffect(() => {
    if (live.look === null || asked.current.isMeasured) return;
    asked.current.isMeasured = true;
    performance.measure(measureName, { start: asked.current.at, end: performance.now() });
  }, [live]);
  return live;
}
