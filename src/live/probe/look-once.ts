import { AccessError } from "#connectors/connector.ts";
import type { Saying } from "#core/detection/observation.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { WitnessAspect } from "#core/model/monitor.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { Ref } from "#core/model/ref.ts";
import type { Check } from "#core/model/step.ts";
import { withSecrets } from "#core/model/with-secrets.ts";
import { callWithAccess } from "../call-connector.ts";
import type { LookPorts } from "../look-ports.ts";

/** A look that an agent makes, with how to reach what it looks at. */
export type ProbeTask = {
  readonly monitor: Ref;
  readonly aspect: WitnessAspect;
  readonly everySeconds: number;
  readonly check: Check;
  readonly access: { readonly [component: string]: JsonObject | null };
};

/** What a look gave. */
export type ProbeSight = { readonly says: Saying; readonly detail: string };

const detailLettersMax = 500;

/** For these, whoever does not answer has failed; a lag or an age that nobody can read is not known. */
const silenceIsFailure: ReadonlySet<WitnessAspect> = new Set(["reachable", "answers", "works"]);

/** Makes one look. What stands in its own way (no access, no secret) is unknown: it says nothing of the thing. */
export async function lookOnce(
  task: ProbeTask,
  ports: Pick<LookPorts, "connectors" | "readSecret">,
  signal: AbortSignal,
): Promise<ProbeSight> {
  const { check, aspect } = task;
  const declared = ports.connectors.get(check.connector)?.checks[check.check];
  if (declared === undefined) return unknown(`this agent knows no check ${check.connector}/${check.check}`);
  if (!declared.parameters.safeParse(check.with).success) return unknown("its parameters do not fit");
  const ready = new Map<string, JsonObject>();
  try {
    for (const [component, access] of Object.entries(task.access)) {
      if (access === null) return unknown(`${component} declares no access for ${check.connector}`);
      ready.set(component, (await withSecrets(access, ports.readSecret)) as JsonObject);
    }
  } catch (error) {
    return unknown(error instanceof Error ? error.message : String(error));
  }
  const accessOf = (component: Ref) => {
    const access = ready.get(component);
    if (access === undefined) return Promise.reject(new AccessError(`${component} declares no access`));
    return Promise.resolve(access);
  };
  return sightOf(await callWithAccess(check, accessOf, ports, signal), aspect);
}

function unknown(why: string): ProbeSight {
  return { says: "unknown", detail: why.slice(0, detailLettersMax) };
}

function sightOf(outcome: Outcome, aspect: WitnessAspect): ProbeSight {
  if (outcome.status === "done") {
    return { says: "healthy", detail: JSON.stringify(outcome.output).slice(0, detailLettersMax) };
  }
  const detail = outcome.message.slice(0, detailLettersMax);
  const says = outcome.status === "failed" || silenceIsFailure.has(aspect) ? "failing" : "unknown";
  return { says, detail };
}
