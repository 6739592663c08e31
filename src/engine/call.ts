import {
  AccessError,
  type ActionCapability,
  type CallContext,
  type CheckCapability,
  type Connector,
} from "#connectors/connector.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { Ref } from "#core/model/ref.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import { type SecretReader, withSecrets } from "#core/model/with-secrets.ts";
import type { Clock } from "./clock.ts";

/** What calls need besides their parameters. */
export type CallPorts = {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly readSecret: SecretReader;
  readonly clock: Clock;
};

/** Seconds a connector may take to come back after it was told to stop, before its outcome is unknown. */
const graceSeconds = 5;

/** The context of one call, with access taken from the plan the run was started on. */
export function callContext(
  plan: Pick<RunPlan, "access">,
  connector: string,
  key: string,
  signal: AbortSignal,
  ports: CallPorts,
): CallContext {
  return {
    key,
    signal,
    async access(component: Ref) {
      const access = plan.access[component]?.[connector];
      if (!access) throw new AccessError(`${component} declares no access for ${connector}.`);
      try {
        return (await withSecrets(access, ports.readSecret)) as JsonObject;
      } catch (error) {
        throw new AccessError(
          `A secret of ${component} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  };
}

type Capability = Pick<CheckCapability, "parameters">;

/** The parsed parameters, or the outcome that says why they do not fit. Nothing has been sent then. */
export function parseParameters(
  capability: Capability,
  parameters: JsonObject,
): { readonly ok: unknown } | Outcome {
  const parsed = capability.parameters.safeParse(parameters);
  if (parsed.success) return { ok: parsed.data };
  const issues = parsed.error.issues.map((issue) => `${issue.path.join(".") || "with"}: ${issue.message}`);
  return { status: "failed", message: `The parameters do not fit: ${issues.join("; ")}` };
}

/** What to answer when the call itself broke: nothing was sent, or nobody knows. */
export type Fallback = "unreachable" | "unknown";

/**
 * Runs one call within its limit. A connector that throws has a bug, and one that does not come back
 * is cut off: either way an act is `unknown`, a reading `unreachable`.
 */
export async function guard(
  call: (signal: AbortSignal) => Promise<Outcome>,
  limitSeconds: number,
  outer: AbortSignal,
  fallback: Fallback,
  clock: Clock,
): Promise<Outcome> {
  const controller = new AbortController();
  const stop = () => controller.abort(outer.reason);
  outer.addEventListener("abort", stop, { once: true });
  if (outer.aborted) stop();
  const over = new AbortController();
  const limit = clock.sleep(limitSeconds, over.signal).then(async (): Promise<Outcome> => {
    if (over.signal.aborted) return new Promise(() => {});
    controller.abort(new Error(`no result within ${limitSeconds} s`));
    await clock.sleep(graceSeconds, over.signal);
    return { status: fallback, message: `No result within ${limitSeconds} s.` };
  });
  try {
    return await Promise.race([call(controller.signal), limit]);
  } catch (error) {
    if (error instanceof AccessError) return { status: "unreachable", message: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return { status: fallback, message: `The connector broke off: ${message}` };
  } finally {
    // A reason given spares the making of an error, with its stack, for each call.
    over.abort("over");
    outer.removeEventListener("abort", stop);
  }
}

/** The check capability of that name, or the outcome that says it does not exist. */
export function findCheck(ports: CallPorts, connector: string, check: string): CheckCapability | Outcome {
  const found = ports.connectors.get(connector)?.checks[check];
  return found ?? { status: "failed", message: `There is no check "${check}" of connector "${connector}".` };
}

/** The action capability of that name, or the outcome that says it does not exist. */
export function findAction(ports: CallPorts, connector: string, action: string): ActionCapability | Outcome {
  const found = ports.connectors.get(connector)?.actions[action];
  return (
    found ?? { status: "failed", message: `There is no action "${action}" of connector "${connector}".` }
  );
}

/** Whether a look-up or a parse gave an outcome instead of what was looked for. */
export function isOutcome(value: object): value is Outcome {
  return "status" in value;
}
