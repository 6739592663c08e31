// The checker in a thread of the browser: what it finds is shown while somebody writes, and nobody waits for it.
import "./without-eval.ts";
import { catalogueOf } from "./catalogue-of.ts";
import type { CheckReply, CheckRequest } from "./check-messages.ts";
import { createDraftCheck, type DraftCheck } from "./draft-check.ts";

let check: DraftCheck | null = null;

const page = globalThis as unknown as Pick<Worker, "postMessage" | "addEventListener">;
const answer = (reply: CheckReply) => page.postMessage(reply, []);

page.addEventListener("message", ({ data }: MessageEvent<CheckRequest>) => {
  if (data.type === "estate") {
    check = createDraftCheck(data.documents, catalogueOf(data.connectors), data.today);
    return;
  }
  const { id, target, drafts } = data;
  try {
    if (check === null) throw new Error("the published documents have not come yet");
    answer({ id, report: check(target, drafts) });
  } catch (error) {
    answer({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
