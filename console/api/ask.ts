import { type ApiClient, ApiProblem, createApiClient, resultOf } from "#client/client.ts";
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

/** The API as `actor` (`person:NAME`, or null for nobody) asks it. */
export function clientOf(actor: string | null): ApiClient {
  return createApiClient({
    baseUrl: "",
    actor: () => actor,
    fetch: async (input, init) => {
      const response = await gatedFetch(input, init);
      learnServerClock(response);
      noteAnswer(response);
      return response;
    },
  });
}

/** The result of a call of the client. Rejects with `AskError`. */
export async function ask<Data>(call: Parameters<typeof resultOf<Data>>[0]): Promise<NonNullable<Data>> {
  try {
    return await resultOf<Data>(call);
  } catch (error) {
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
