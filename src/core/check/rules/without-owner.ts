import type { Rule } from "../rule.ts";
import type { EstateDocument } from "../../model/estate.ts";

/** ISO 22301 5.3: responsibilities are assigned; what belongs to nobody is not kept up. */
export const withoutOwner: Rule = {
  code: "without-owner",
  severity: "warning",
  title: "What continuity relies on belongs to somebody.",
  *check({ resolved }) {
    for (const document of resolved.estate.documents.values()) {
      if (!mustBeOwned(document) || document.spec.owner !== null) continue;
      yield {
        message: `nobody owns \`${document.ref}\``,
        help: "add `owner: team:NAME` or `owner: person:NAME` to its spec",
        place: resolved.placeOf(document.ref, ["spec", "owner"]),
      };
    }
  },
};

type Owned = Exclude<EstateDocument, { kind: "Team" | "Person" | "Roster" }>;

/** A site, component, vendor, runbook or monitor may well be described before somebody is found for it. */
function mustBeOwned(document: EstateDocument): document is Owned {
  switch (document.kind) {
    case "Service":
    case "Function": {
      const { scope, objectives } = document.spec;
      return scope === "in" || (scope === null && objectives.rtoSeconds !== null);
    }
    case "Plan":
    case "Protection":
    case "Contract":
    case "Policy":
    case "Risk":
    case "Assumption":
      return true;
    default:
      return false;
  }
}
