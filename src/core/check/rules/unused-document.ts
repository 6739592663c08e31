import type { DocumentKind } from "../../model/ref.ts";
import type { Rule } from "../rule.ts";

/** Kinds that are there for others to name; a service or a plan stands for itself. */
const namedByOthers: ReadonlySet<DocumentKind> = new Set(["Team", "Person", "Site", "Vendor"]);

export const unusedDocument: Rule = {
  code: "unused-document",
  severity: "info",
  title: "A team, a person, a site or a vendor has a part in something.",
  *check({ references, resolved }) {
    const { documents, invalid } = resolved.estate;
    // What a document that cannot be read refers to is not known.
    if (invalid.size > 0) return;
    const used = new Set<string>();
    for (const { from, text } of references) {
      if (from !== text) used.add(text);
      // Whoever says to which team they belong has a part in it.
      if (from.startsWith("person:") && text.startsWith("team:")) used.add(from);
    }
    for (const { kind, ref } of documents.values()) {
      if (!namedByOthers.has(kind) || used.has(ref)) continue;
      yield {
        message: `nothing refers to \`${ref}\``,
        help: "name it where it has its part, or delete it",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
