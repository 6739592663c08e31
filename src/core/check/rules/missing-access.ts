import { componentReferences } from "../../document/component-references.ts";
import { findDocument } from "../../model/estate.ts";
import { parseRef } from "../../model/ref.ts";
import { connectorCalls } from "../facts/connector-calls.ts";
import type { Rule } from "../rule.ts";

export const missingAccess: Rule = {
  code: "missing-access",
  severity: "error",
  title: "A component says how the connector that is to work on it reaches it.",
  isEssential: true,
  *check(context) {
    const { resolved, catalogue } = context;
    for (const { ref, call } of connectorCalls(context)) {
      if (!Object.hasOwn(catalogue, call.connector) || catalogue[call.connector]?.access == null) continue;
      for (const { text, path } of componentReferences(call.with, [...call.path, "with"])) {
        const component = findDocument(resolved.estate, "Component", parseRef(text)?.name ?? "");
        if (!component || Object.hasOwn(component.spec.access, call.connector)) continue;
        yield {
          message: `\`${text}\` does not say how the connector ${call.connector} reaches it`,
          help: `add \`access: { ${call.connector}: { … } }\` to the spec of ${text}`,
          place: resolved.placeOf(ref, path),
        };
      }
    }
  },
};
