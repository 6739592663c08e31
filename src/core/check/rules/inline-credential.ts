import type { DocumentPath } from "../../model/document-path.ts";
import { documentsOf } from "../../model/estate.ts";
import { connectorCalls } from "../facts/connector-calls.ts";
import { isOpen, textsOf } from "../open-value.ts";
import type { Rule } from "../rule.ts";

const credentialName =
  /(?:password|passwd|passphrase|secret|token|api[-_]?key|private[-_]?key|credentials?|authorization)$/i;
const credentialText = /-----BEGIN [A-Z ]*PRIVATE KEY-----|^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i;

export const inlineCredential: Rule = {
  code: "inline-credential",
  severity: "error",
  title: "A document names where a credential is kept, never the credential.",
  *check(context) {
    const { resolved } = context;
    const accesses = documentsOf(resolved.estate, "Component").flatMap(({ ref, spec }) =>
      [...textsOf(spec.access, ["spec", "access"])].map((found) => ({ ref, ...found })),
    );
    const parameters = connectorCalls(context).flatMap(({ ref, call }) =>
      [...textsOf(call.with, [...call.path, "with"])].map((found) => ({ ref, ...found })),
    );
    for (const { ref, text, path } of [...accesses, ...parameters]) {
      if (
        text === "" ||
        isOpen(text) ||
        isCaptured(text, path) ||
        !(isNamedCredential(path) || credentialText.test(text))
      )
        continue;
      yield {
        message: `\`${fieldOf(path)}\` holds a credential`,
        help: "name the place that keeps it: `secret:env/NAME` or `secret:file/PATH`; change the one that stood here, it has been seen",
        place: resolved.placeOf(ref, path),
      };
    }
  },
};

/** A transaction takes tokens from answers (`capture`) and puts them into later requests (`{{name}}`): neither is one. */
const isCaptured = (text: string, path: DocumentPath) => text.includes("{{") || path.includes("capture");

const fieldOf = (path: DocumentPath) => path.findLast((segment) => typeof segment === "string") ?? "";

const isNamedCredential = (path: DocumentPath) => credentialName.test(fieldOf(path));
