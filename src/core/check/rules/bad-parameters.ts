import type { ConnectorCall } from "../../document/step-calls.ts";
import type { CatalogueConnector } from "../../model/catalogue.ts";
import { connectorCalls } from "../facts/connector-calls.ts";
import { parameterProblems } from "../parameter-problems.ts";
import type { Rule } from "../rule.ts";
import { schemaProblemText } from "../schema-problem-text.ts";

export const badParameters: Rule = {
  code: "bad-parameters",
  severity: "error",
  title: "A call gives its connector the parameters it asks for.",
  isEssential: true,
  *check(context) {
    const { resolved, catalogue } = context;
    for (const { ref, call } of connectorCalls(context)) {
      const schema = parametersOf(catalogue[call.connector], call);
      if (!schema) continue;
      for (const problem of parameterProblems(schema, call.with)) {
        const { message, help } = schemaProblemText(problem);
        const part = problem.type === "unknown-field" ? "key" : "value";
        yield {
          message: `${call.connector} ${call.name}: ${message}`,
          help,
          place: resolved.placeOf(ref, [...call.path, "with", ...problem.path], part),
        };
      }
    }
  },
};

function parametersOf(connector: CatalogueConnector | undefined, call: ConnectorCall) {
  const capabilities = call.type === "action" ? connector?.actions : connector?.checks;
  return capabilities && Object.hasOwn(capabilities, call.name)
    ? capabilities[call.name]?.parameters
    : undefined;
}
