import { closestName } from "../document/closest-name.ts";
import type { CheckContext } from "./check-context.ts";
import { connectorCalls } from "./facts/connector-calls.ts";
import type { Finding } from "./rule.ts";

/** Calls of actions (or of checks) that their connector does not have. */
export function* unknownCapabilities(context: CheckContext, type: "action" | "check"): Iterable<Finding> {
  const { resolved, catalogue } = context;
  for (const { ref, call } of connectorCalls(context)) {
    const connector = Object.hasOwn(catalogue, call.connector) ? catalogue[call.connector] : undefined;
    if (!connector || call.type !== type) continue;
    const [own, other] =
      type === "action" ? [connector.actions, connector.checks] : [connector.checks, connector.actions];
    if (Object.hasOwn(own, call.name)) continue;
    const names = Object.keys(own);
    const closest = closestName(call.name, names);
    const otherType = type === "action" ? "a check" : "an action";
    let help = `${call.connector} has the ${type}s ${names.join(", ")}`;
    if (closest !== null) help = `did you mean \`${closest}\`?`;
    if (Object.hasOwn(other, call.name)) help = `\`${call.name}\` is ${otherType} of ${call.connector}`;
    if (names.length === 0) help = `${call.connector} has no ${type}s`;
    yield {
      message: `connector ${call.connector} has no ${type} \`${call.name}\``,
      help,
      place: resolved.placeOf(ref, [...call.path, type === "action" ? "do" : "check"]),
    };
  }
}
