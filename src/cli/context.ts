import { isatty } from "node:tty";
import { type ApiClient, createApiClient } from "#client/client.ts";

/** Where a verb writes: data to `stdout`, messages to `stderr`. */
export type Output = { readonly write: (text: string) => unknown };

/** What every verb that speaks with a server is given. */
export type Context = {
  readonly client: ApiClient;
  readonly baseUrl: string;
  readonly actor: string | null;
  readonly token: string | null;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether stdout is a terminal: only then is it redrawn. */
  readonly isTerminal: boolean;
  /** Whether a person can be asked something. */
  readonly canAsk: boolean;
  readonly color: boolean;
};

export type GlobalOptions = { readonly url?: string; readonly as?: string };

const defaultUrl = "http://127.0.0.1:7400";

/** The context of a verb: flag over environment over default. */
export function contextOf(options: GlobalOptions, environment: NodeJS.ProcessEnv = process.env): Context {
  const baseUrl = (options.url ?? environment["HOLDFAST_URL"] ?? defaultUrl).replace(/\/+$/, "");
  const actor = options.as ?? environment["HOLDFAST_ACTOR"] ?? null;
  const token = environment["HOLDFAST_TOKEN"] ?? null;
  const isTerminal = isatty(1);
  return {
    client: createApiClient({ baseUrl, actor: () => actor, token: () => token }),
    baseUrl,
    actor,
    token,
    stdout: process.stdout,
    stderr: process.stderr,
    isTerminal,
    canAsk: isatty(0) && isatty(2),
    color: isTerminal && (environment["NO_COLOR"] ?? "") === "",
  };
}
