import type { Entity } from "../../api/entities.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Example } from "./example.tsx";
import { RefLink } from "./ref-link.tsx";
import { Seconds, secondsText } from "./seconds-text.tsx";

type Protection = Entity["relations"]["protections"][number];

const columns: readonly DataColumn<Protection>[] = [
  {
    id: "protection",
    head: "Copy",
    width: "28%",
    text: ({ title }) => title,
    cell: ({ ref, title }) => <RefLink to={ref} title={title} isKindKnown />,
  },
  { id: "method", head: "Method", text: ({ method }) => method },
  {
    id: "loss",
    head: "Behind by at most",
    align: "end",
    text: ({ lossSeconds }) => secondsText(lossSeconds),
    sortBy: ({ lossSeconds }) => lossSeconds,
    cell: ({ lossSeconds }) => <Seconds value={lossSeconds} />,
  },
  {
    id: "restore",
    head: "Restore takes",
    align: "end",
    hideBelow: 768,
    text: ({ restoreSeconds }) => secondsText(restoreSeconds),
    sortBy: ({ restoreSeconds }) => restoreSeconds,
    cell: ({ restoreSeconds }) => <Seconds value={restoreSeconds} />,
  },
  {
    id: "of",
    head: "Of",
    hideBelow: 768,
    text: ({ protects }) => protects,
    cell: ({ protects }) => <RefLink to={protects} />,
  },
  {
    id: "where",
    head: "Kept at",
    hideBelow: 768,
    text: ({ target, targetSite }) => targetSite ?? target ?? "",
    cell: ({ target, targetSite }) => {
      const at = targetSite ?? target;
      return at === null ? <span className="hf-dim">not said</span> : <RefLink to={at} />;
    },
  },
  {
    id: "verified",
    head: "Restore verified",
    hideBelow: 1100,
    text: ({ lastVerifiedRestoreOn }) => lastVerifiedRestoreOn ?? "never",
  },
];

/** The copies of its data: how far they are behind, and how long a restore takes. */
export function EntityProtections({ relations }: Pick<Entity, "relations">) {
  return (
    <Panel title="Protections">
      <DataTable
        label="Protections"
        rows={relations.protections}
        columns={columns}
        rowKey={({ ref }) => ref}
        empty={
          <EmptyState title="No copy of its data is described">
            <p>Without one, how much data may be lost is not known, which is not the same as none.</p>
            <Example kind="protection" />
          </EmptyState>
        }
      />
    </Panel>
  );
}
