import { askInEvents } from "#client/ask-in-events.ts";
import { type ApiClient, ApiProblem, type ClientOptions, createApiClient, resultOf } from "#client/client.ts";
import { noteAnswer } from "../features/offline/kept-answers.ts";
import { learnServerClock } from "./server-clock.ts";
import { gatedFetch } from "./session-gate.ts";

/** Why a request brought nothing, in words for the person who made it. */
export class AskError extends Error {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The code of the problem; `no-answer` when none came. */
  readonly code: string;
  /** What to do about it. */
  readonly help: string;

  constructor(status: number, code: string, message: string, help: string) {
    super(message);
    this.name = "AskError";
    this.status = status;
    this.code = code;
    this.help = help;
  }
}

function optionsOf(actor: string | null): ClientOptions {
  return {
    baseUrl: "",
    actor: () => actor,
    fetch: async (input, init) => {
      const response = await gatedFetch(input, init);
      learnServerClock(response);
      noteAnswer(response);
      return response;
    },
  };
}

/** The API as `actor` (`person:NAME`, or null for nobody) asks it. */
export function clientOf(actor: string | null): ApiClient {
  return createApiClient(optionsOf(actor));
}

/** The result of a call of the client. Rejects with `AskError`. */
export async function ask<Data>(call: Parameters<typeof resultOf<Data>>[0]): Promise<NonNullable<Data>> {
  try {
    return await resultOf<Data>(call);
  } catch (error) {
    throw askError(error);
  }
}

type LongQuestion = { readonly path: string; readonly body: object; readonly signal?: AbortSignal };

/** The answer to a question that may take long; `onProgress` hears how far it is. Rejects with `AskError`. */
export async function askLong<Answer>(
  actor: string | null,
  question: LongQuestion,
  onProgress: (progress: { readonly done: number; readonly of: number }) => void,
): Promise<Answer> {
  try {
    return await askInEvents<Answer>(optionsOf(actor), question, onProgress);
  } catch (error) {
    // Whoever left does not wait for an answer, and there is nothing to tell.
    if (question.signal?.aborted === true) throw error;
    throw askError(error);
  }
}

function askError(error: unknown): AskError {
  if (error instanceof ApiProblem) {
    const { status, code, detail, help, errors } = error.problem;
    const places = errors.map(({ pointer, detail: what }) => `${pointer}: ${what}`);
    return new AskError(status, code, [detail, ...places].join("\n"), help);
  }
  return new AskError(0, "no-answer", "The server does not answer.", "What you typed is kept. Try again.");
}
