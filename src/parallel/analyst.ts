import type { AnalysisAnswers, AnalysisQuestion } from "#core/analysis/question.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { type Asking, type Desk, openDesk } from "./desk.ts";
import type { MapQuestion } from "./map-text.ts";

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
    asking?: Asking,
  ): Promise<AnalysisReply<Question["type"]>>;
  /** The map of an estate as compressed text; see `SentMap`. `observed` is the text of what was observed. */
  map(estate: Estate, observed: string | null, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
};

type MapReply = { readonly status: "answered"; readonly answer: Uint8Array };

/** An analyst whose thread starts with the first question and is replaced when the estate is another one. */
export function createAnalyst(): Analyst {
  let desk: Desk<AnalysisQuestion | MapQuestion, AnalysisReply | MapReply> | null = null;
  const deskOf = (estate: Estate, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (desk === null || desk.estate !== estate || desk.isClosed()) {
      desk?.retire();
      desk = openDesk(new URL("./analysis-thread.ts", import.meta.url), estate);
    }
    return desk;
  };
  return {
    ask: async (estate, question, asking) =>
      (await deskOf(estate, asking?.signal).ask(question, asking)) as never,
    async map(estate, observed, signal) {
      const reply = await deskOf(estate, signal).ask(
        { type: "map", observed },
        signal === undefined ? {} : { signal },
      );
      return (reply as MapReply).answer;
    },
    close: async () => {
      await desk?.close();
    },
  };
}
