import type { Dependency } from "../../model/dependency.ts";
import type { EstateDocument } from "../../model/estate.ts";

/** What a document says it depends on. */
export function dependenciesOf(document: EstateDocument): readonly Dependency[] {
  switch (document.kind) {
    case "Component":
    case "Service":
    case "Function":
    case "Vendor":
      return document.spec.dependsOn;
    default:
      return [];
  }
}
