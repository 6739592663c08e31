import { documentKinds } from "../../model/ref.ts";
import { problemRule } from "../problem-rule.ts";

export const unknownKind = problemRule("unknown-kind", {
  severity: "error",
  title: "A document is of a kind that exists.",
  message: ({ found }) => (found === null ? "`kind` is missing" : `there is no kind \`${found}\``),
  help: ({ closest }) =>
    closest === null ? `the kinds are ${documentKinds.join(", ")}` : `did you mean \`${closest}\`?`,
});
