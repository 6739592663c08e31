import { ApiProblem, ServerUnreachable } from "#client/client.ts";

/** What a verb ends with: 0 ok, 1 findings or an objective missed, 2 usage, 3 server not reachable, 4 not allowed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The command line was used wrongly; the message says how to use it. */
export class UsageError extends Error {}

/** Who asks may not, or not now: those, and only those, end with 4. */
const notAllowed: ReadonlySet<number> = new Set([401, 403, 409]);

/** What to tell a person about an error, and what to end with. Throws what is a bug. */
export function failureOf(error: unknown): { readonly text: string; readonly code: ExitCode } {
  if (error instanceof UsageError) return { text: error.message, code: 2 };
  if (error instanceof ServerUnreachable) {
    return { text: `${error.message}\n  Start one with: npm start, or name another with --url.`, code: 3 };
  }
  if (error instanceof ApiProblem) {
    const { title, detail, help, errors, status } = error.problem;
    const places = errors
      .map(({ pointer, detail: what }) => `\n  ${pointer || "the request"}: ${what}`)
      .join("");
    const code = notAllowed.has(status) ? 4 : status >= 500 ? 3 : 2;
    return { text: `${title}: ${detail}${places}\n  ${help}`, code };
  }
  throw error;
}
