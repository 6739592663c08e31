import { closestName } from "../../document/closest-name.ts";
import { documentsOf } from "../../model/estate.ts";
import type { CheckContext } from "../check-context.ts";
import { connectorCalls } from "../facts/connector-calls.ts";
import type { Finding, Rule } from "../rule.ts";

export const unknownConnector: Rule = {
  code: "unknown-connector",
  severity: "error",
  title: "A connector that is named exists.",
  isEssential: true,
  *check(context) {
    const { resolved, catalogue } = context;
    for (const { ref, call } of connectorCalls(context)) {
      if (Object.hasOwn(catalogue, call.connector)) continue;
      const place = resolved.placeOf(ref, [...call.path, "connector"]);
      yield finding(context, call.connector, place);
    }
    for (const component of documentsOf(resolved.estate, "Component")) {
      for (const connector of Object.keys(component.spec.access)) {
        if (Object.hasOwn(catalogue, connector)) continue;
        const place = resolved.placeOf(component.ref, ["spec", "access", connector], "key");
        yield finding(context, connector, place);
      }
    }
  },
};

function finding({ catalogue }: CheckContext, connector: string, place: Finding["place"]): Finding {
  const names = Object.keys(catalogue);
  const closest = closestName(connector, names);
  const help = closest === null ? `the connectors are ${names.join(", ")}` : `did you mean \`${closest}\`?`;
  return { message: `there is no connector \`${connector}\``, help, place };
}
