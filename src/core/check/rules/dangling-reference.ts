import { closestName } from "../../document/closest-name.ts";
import type { Estate } from "../../model/estate.ts";
import { parseRef, type Ref } from "../../model/ref.ts";
import type { Rule } from "../rule.ts";

/** A reference to a document that is there but not valid does not dangle: that document has its own errors. */
export const danglingReference: Rule = {
  code: "dangling-reference",
  severity: "error",
  title: "A reference points at a document that is there.",
  isEssential: true,
  *check({ references, resolved }) {
    const { estate } = resolved;
    for (const { from, path, part, text } of references) {
      if (isThere(estate, text as Ref)) continue;
      yield {
        message: `there is no \`${text}\``,
        help: helpFor(estate, text),
        place: resolved.placeOf(from, path, part),
      };
    }
  },
};

function isThere(estate: Estate, ref: Ref): boolean {
  return estate.documents.has(ref) || estate.invalid.has(ref);
}

function helpFor(estate: Estate, text: string): string {
  const all = [...estate.documents.keys(), ...estate.invalid];
  const [kind = "", name = ""] = text.split(":");
  const ofKind = all.filter((ref) => ref.startsWith(`${kind}:`));
  const near = closestName(
    name,
    ofKind.map((ref) => ref.slice(kind.length + 1)),
  );
  if (near !== null) return `did you mean \`${kind}:${near}\`?`;
  const namesake = all.find((ref) => parseRef(ref)?.name === name);
  if (namesake) return `did you mean \`${namesake}\`?`;
  return `add a document of that kind and name, or correct the reference`;
}
