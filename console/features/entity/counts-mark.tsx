import type { EntityRow } from "../../api/entities.ts";
import { StatusMark } from "../../ui/status-mark.tsx";

/** Findings in words: “2 errors, 1 warning”; empty where there are none. */
export function findingsText({ error, warning, info }: EntityRow["findings"]): string {
  const part = (count: number, word: string) =>
    count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`];
  return [...part(error, "error"), ...part(warning, "warning"), ...part(info, "hint")].join(", ");
}

/** How bad the findings of a thing are, with how many. */
export function FindingsMark({ findings }: Pick<EntityRow, "findings">) {
  const text = findingsText(findings);
  if (text === "") return <span className="hf-dim">none</span>;
  const kind = findings.error > 0 ? "failed" : findings.warning > 0 ? "warning" : "not-verified";
  return <StatusMark kind={kind} word={text} />;
}
