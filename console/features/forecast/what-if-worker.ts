// Tries changes beside the page, so that the page never stands still. One question at a time: a newer one ends the older.
import { openSession, type WhatIfLook, type WhatIfSession } from "./what-if-session.ts";
import type { FromWorker, ToWorker } from "./what-if-messages.ts";

const page = globalThis as unknown as Pick<Worker, "postMessage" | "addEventListener">;
const say = (message: FromWorker) => page.postMessage(message, []);

let session: WhatIfSession | null = null;
let asked = 0;

/** A turn of the event loop, in which a newer question is heard. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function tell(id: number, looks: ReturnType<WhatIfSession["looks"]>): Promise<void> {
  let last: WhatIfLook | null = null;
  for (const look of looks) {
    // A look goes out before the next is begun.
    if (look !== null) say({ type: "look", id, look, isLast: false });
    last = look ?? last;
    await turn();
    if (asked !== id) return;
  }
  if (last !== null) say({ type: "look", id, look: last, isLast: true });
}

function failed(error: unknown): void {
  say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
}

page.addEventListener("message", (event) => {
  const message = event.data as ToWorker;
  try {
    if (message.type === "open") {
      asked = 0;
      session = openSession(message.setting);
      say({ type: "opened" });
      return;
    }
    asked = message.id;
    if (session === null || message.whatIf === null) return;
    tell(message.id, session.looks(message.whatIf)).catch(failed);
  } catch (error) {
    failed(error);
  }
});
