import { AccessError, type CallContext, type Connector } from "#connectors/connector.ts";
import { type Estate, findDocument } from "#core/model/estate.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import { withSecrets } from "#core/model/with-secrets.ts";
import type { LookPorts } from "./look-ports.ts";

/** A call that only reads: a check, or the dry run of an action. */
type Reading = { readonly connector: string; readonly with: JsonObject } & (
  | { readonly check: string }
  | { readonly plan: string }
);

/** Makes a reading with the access that the documents declare. Whatever goes wrong is an outcome. */
export function callConnector(
  estate: Estate,
  reading: Reading,
  ports: LookPorts,
  signal: AbortSignal,
): Promise<Outcome> {
  const access = (component: Ref) => accessOf(estate, component, reading.connector, ports);
  return callWithAccess(reading, access, ports, signal);
}

/** Makes a reading with access from elsewhere than documents. Whatever goes wrong is an outcome. */
export async function callWithAccess(
  reading: Reading,
  access: CallContext["access"],
  ports: Pick<LookPorts, "connectors">,
  signal: AbortSignal,
): Promise<Outcome> {
  const connector = ports.connectors.get(reading.connector);
  const capability = connector && capabilityOf(connector, reading);
  if (!capability) return { status: "unreachable", message: `connector ${reading.connector} cannot do that` };
  const parsed = capability.parameters.safeParse(reading.with);
  if (!parsed.success) return { status: "unreachable", message: "its parameters do not fit" };
  const context: CallContext = {
    key: "live-check",
    signal,
    access,
  };
  try {
    return await withinLimit(capability.call(parsed.data, context), signal);
  } catch (error) {
    return { status: "unreachable", message: error instanceof Error ? error.message : String(error) };
  }
}

function capabilityOf(connector: Connector, reading: Reading) {
  if ("check" in reading) {
    const found = connector.checks[reading.check];
    return found && { parameters: found.parameters, call: found.check };
  }
  const found = connector.actions[reading.plan];
  return found && { parameters: found.parameters, call: found.plan };
}

async function accessOf(estate: Estate, ref: Ref, connector: string, ports: LookPorts): Promise<JsonObject> {
  const component = findDocument(estate, "Component", parseRef(ref)?.name ?? "");
  const access = component?.spec.access[connector];
  if (!access) throw new AccessError(`${ref} declares no access for ${connector}`);
  return (await withSecrets(access, ports.readSecret)) as JsonObject;
}

/** A connector that does not come back when it is told to stop is left behind. */
function withinLimit(call: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  const over: Outcome = { status: "unreachable", message: "no answer in time" };
  if (signal.aborted) return Promise.resolve(over);
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(over);
    signal.addEventListener("abort", giveUp, { once: true });
    call.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
