import type { AcceptedFinding } from "../../api/findings.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { SeverityMark, severityWords } from "./severity.tsx";

const columns: readonly DataColumn<AcceptedFinding>[] = [
  {
    id: "severity",
    head: "Severity",
    width: "104px",
    text: ({ severity }) => severityWords[severity],
    cell: ({ severity }) => <SeverityMark severity={severity} />,
  },
  { id: "message", head: "What is accepted", width: "36%", text: ({ message }) => message },
  { id: "reason", head: "Why", text: ({ reason }) => reason },
  { id: "until", head: "Until", text: ({ until }) => until ?? "for good" },
  { id: "code", head: "Code", hideBelow: 768, text: ({ code }) => code },
  {
    id: "document",
    head: "Document",
    hideBelow: 768,
    text: ({ ref }) => ref ?? "",
    cell: ({ ref }) => (ref === null ? <span className="hf-dim">none</span> : <RefLink to={ref} />),
  },
];

/** What somebody bears, with the reason: apart from what is wrong, and never hidden. Nothing where nothing is accepted. */
export function AcceptedFindings({ accepted }: { readonly accepted: readonly AcceptedFinding[] }) {
  if (accepted.length === 0) return null;
  return (
    <Panel title="Accepted with a reason" aside={<span className="hf-dim">{accepted.length}</span>}>
      <DataTable
        label="Accepted findings"
        rows={accepted}
        columns={columns}
        rowKey={({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`}
      />
    </Panel>
  );
}
