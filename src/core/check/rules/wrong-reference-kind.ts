import { parseRef } from "../../model/ref.ts";
import type { Rule } from "../rule.ts";

export const wrongReferenceKind: Rule = {
  code: "wrong-reference-kind",
  severity: "error",
  title: "A reference points at a kind of document that makes sense there.",
  isEssential: true,
  *check({ references, resolved }) {
    for (const { from, path, part, text, kinds } of references) {
      // Of most references this is all there is to ask, and there may be a hundred thousand.
      if (kinds.some((expected) => text.startsWith(expected) && text[expected.length] === ":")) continue;
      const kind = parseRef(text)?.kind;
      if (kind === undefined) continue;
      yield {
        message: `\`${text}\` is a ${kind}, which makes no sense here`,
        help: `here stands a ${kinds.join(", a ").replace(/, a ([^,]*)$/, " or a $1")}, such as ${kinds[0]}:NAME`,
        place: resolved.placeOf(from, path, part),
      };
    }
  },
};
