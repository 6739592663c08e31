import { useQuery } from "@tanstack/react-query";
import { type AccessEvent, fetchAccessHistory } from "../../api/access.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Instant } from "../../ui/instant.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** What an event says, in words. */
function happened({ type, data }: AccessEvent): string {
  switch (type) {
    case "RoleGranted":
      return `was given the role ${text(data["role"])}`;
    case "RoleRevoked":
      return `lost the role ${text(data["role"])}`;
    case "ProviderRolesSet":
      return `has from the provider: ${Array.isArray(data["roles"]) ? data["roles"].join(", ") || "nothing" : ""}`;
    case "AccountCreated":
      return "has an account";
    case "AccountDisabled":
      return "is let in no more";
    case "AccountEnabled":
      return "is let in again";
    case "AccountReset":
      return "chooses a new password";
    case "AccountChanged":
      return text(data["what"]);
    case "TokenCreated":
      return `token ${text(data["token"])} made ${text(data["name"])}`;
    case "TokenRevoked":
      return `token ${text(data["token"])} revoked`;
    default:
      return type;
  }
}

const by = ({ actor }: AccessEvent) => (actor.type === "person" ? actor.ref : actor.node);

const columns: readonly DataColumn<AccessEvent>[] = [
  { id: "at", head: "When", text: ({ at }) => at, cell: ({ at }) => <Instant at={at} /> },
  { id: "person", head: "Who", text: ({ data }) => text(data["person"]) },
  { id: "what", head: "What", text: happened },
  { id: "why", head: "Why", text: ({ data }) => text(data["reason"]), hideBelow: 768 },
  { id: "by", head: "By", text: by },
];

/** What happened to accounts and roles, from the log. */
export function AccessHistory() {
  const actor = useActor();
  const found = useQuery({
    queryKey: queryKeys.accessHistory(actor),
    queryFn: () => fetchAccessHistory(actor),
  });
  if (found.data === undefined) {
    return found.error === null ? (
      <Skeleton label="Reading the history" rows={8} />
    ) : (
      <ProblemNotice error={found.error} title="The history cannot be read" />
    );
  }
  return (
    <DataTable
      label="Changes"
      rows={found.data}
      columns={columns}
      rowKey={({ version }) => String(version)}
      search
      empty={
        <EmptyState title="Nothing was changed yet">
          Each account that is made and each role that is given or taken stands here, with who did it and why.
        </EmptyState>
      }
    />
  );
}
