import type { AnalysisAnswers, AnalysisQuestion } from "#core/analysis/question.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { type Desk, openDesk } from "./desk.ts";

/** An answer, or the references that are no nodes of the estate. */
export type AnalysisReply<Type extends AnalysisQuestion["type"] = AnalysisQuestion["type"]> =
  | { readonly status: "answered"; readonly answer: AnalysisAnswers[Type] }
  | { readonly status: "unknown"; readonly refs: readonly Ref[] };

/** Answers questions about estates in a thread of its own, so that nobody else waits for them. */
export type Analyst = {
  /**
   * The same question about the same estate is answered once. An abort rejects with the signal's reason, and stops the
   * work unless others wait for the same thread.
   */
  ask<Question extends AnalysisQuestion>(
    estate: Estate,
    question: Question,
    signal?: AbortSignal,
  ): Promise<AnalysisReply<Question["type"]>>;
  close(): Promise<void>;
};

/** An analyst whose thread starts with the first question and is replaced when the estate is another one. */
export function createAnalyst(): Analyst {
  let desk: Desk<AnalysisQuestion, AnalysisReply> | null = null;
  return {
    async ask(estate, question, signal) {
      signal?.throwIfAborted();
      if (desk === null || desk.estate !== estate || desk.isClosed()) {
        desk?.retire();
        desk = openDesk(new URL("./analysis-thread.ts", import.meta.url), estate);
      }
      return (await desk.ask(question, signal)) as never;
    },
    close: async () => {
      await desk?.close();
    },
  };
}
