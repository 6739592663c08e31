import type { Severity } from "../../api/findings.ts";
import { StatusMark } from "../../ui/status-mark.tsx";

/** How people call it. */
export const severityWords: { readonly [severity in Severity]: string } = {
  error: "error",
  warning: "warning",
  info: "hint",
};

const kinds = { error: "failed", warning: "warning", info: "not-verified" } as const;

/** How bad a finding is: a symbol and a word. */
export function SeverityMark({ severity, word }: { readonly severity: Severity; readonly word?: string }) {
  return <StatusMark kind={kinds[severity]} word={word ?? severityWords[severity]} />;
}
