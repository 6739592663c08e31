import type { DocumentPath } from "../../model/document-path.ts";
import { findDocument } from "../../model/estate.ts";
import { parseRef } from "../../model/ref.ts";
import type { StepGrant } from "../../model/step.ts";
import type { CheckContext } from "../check-context.ts";
import type { Rule } from "../rule.ts";

type Fault = { readonly path: DocumentPath; readonly message: string; readonly help: string };

/** In a run nobody would be let in, and that is found when the step is open and time is short. */
export const grantNotPossible: Rule = {
  code: "grant-not-possible",
  severity: "error",
  title: "Access that a step grants is access that its component lets people have.",
  *check(context) {
    const { runbooks, resolved } = context;
    for (const { document, steps } of runbooks) {
      for (const { step, path } of steps) {
        for (const [index, grant] of step.grants.entries()) {
          for (const fault of faultsOf(grant, context)) {
            const place = resolved.placeOf(document.ref, [...path, "grants", index, ...fault.path]);
            yield { message: fault.message, help: fault.help, place };
          }
        }
      }
    }
  },
};

function faultsOf(grant: StepGrant, { resolved, catalogue }: CheckContext): readonly Fault[] {
  const { on, connector, as, limitSeconds } = grant;
  const able = Object.keys(catalogue).filter((name) => catalogue[name]?.grantable !== undefined);
  const grantableOf = Object.hasOwn(catalogue, connector) ? catalogue[connector]?.grantable : undefined;
  if (grantableOf === undefined) {
    const message = `connector \`${connector}\` lets nobody in`;
    return [{ path: ["connector"], message, help: `those that do: ${able.join(", ")}` }];
  }
  const component = findDocument(resolved.estate, "Component", parseRef(on)?.name ?? "");
  // A reference that points at nothing is another rule's.
  if (!component) return [];
  const grantable = grantableOf(component.spec.access[connector] ?? {});
  if (grantable === null) {
    const message = `\`${on}\` lets nobody in by ${connector}`;
    const help = `say in its spec, under access.${connector}.grantable, as what and for how long people may be let in`;
    return [{ path: ["on"], message, help }];
  }
  const faults = as.flatMap((name, index): readonly Fault[] => {
    if (grantable.as.includes(name)) return [];
    const message = `\`${on}\` grants no \`${name}\` by ${connector}`;
    return [{ path: ["as", index], message, help: `it grants ${grantable.as.join(", ")}` }];
  });
  if (limitSeconds <= grantable.longestSeconds) return faults;
  const message = `\`${on}\` lets people in by ${connector} for ${grantable.longestSeconds} s at most`;
  return [
    ...faults,
    { path: ["limit"], message, help: "set a limit that is no longer, or allow more there" },
  ];
}
