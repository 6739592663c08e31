import type { RecoveryAnswers, RecoveryQuestion } from "#core/check/recovery-question.ts";
import type { Estate } from "#core/model/estate.ts";
import { type Asking, type Desk, openDesk } from "./desk.ts";

type Answer = RecoveryAnswers[RecoveryQuestion["type"]];

/** Answers questions about times of recovery in threads of its own, so that nobody else waits for them. */
export type Forecaster = {
  /**
   * The same question about the same estate is answered once; the runbooks it names have to be there. An abort rejects with
   * the signal's reason and ends the work.
   */
  ask<Question extends RecoveryQuestion>(
    estate: Estate,
    question: Question,
    asking?: Asking,
  ): Promise<RecoveryAnswers[Question["type"]]>;
  close(): Promise<void>;
};

/** A forecaster whose thread starts with the first question and is replaced when the estate is another one. */
export function createForecaster(): Forecaster {
  let desk: Desk<RecoveryQuestion, Answer> | null = null;
  return {
    async ask(estate, question, asking) {
      asking?.signal?.throwIfAborted();
      if (desk === null || desk.estate !== estate || desk.isClosed()) {
        desk?.retire();
        desk = openDesk(new URL("./recovery-thread.ts", import.meta.url), estate);
      }
      return (await desk.ask(question, asking)) as never;
    },
    close: async () => {
      await desk?.close();
    },
  };
}
