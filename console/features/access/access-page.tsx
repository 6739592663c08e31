import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { fetchAccess, type PersonAccess } from "../../api/access.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { type AccessSearch, paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useActor } from "../identity/actor.ts";
import { AccessHistory } from "./access-history.tsx";
import { PersonAccessDialog } from "./person-access-dialog.tsx";
import { RoleTable } from "./role-table.tsx";
import "./access.css";

const route = getRouteApi(paths.access);

function stateOf({ account, isGone }: PersonAccess): string {
  if (isGone) return "◈ not in the estate";
  if (account === null) return "○ no account";
  if (account.disabledAt !== null) return "■ disabled";
  if (account.signedInAt === null) return account.hasPassword ? "○ never signed in" : "◆ no password yet";
  return "● signs in";
}

const rolesText = ({ roles, grants }: PersonAccess) =>
  roles.length === 0 ? "none" : `${roles.join(", ")}${grants === null ? " (as everybody)" : ""}`;

const columnsOf = (open: (person: string) => void): readonly DataColumn<PersonAccess>[] => [
  {
    id: "person",
    head: "Person",
    text: ({ title }) => title,
    cell: ({ title, person }) => (
      <button type="button" className="access-name" onClick={() => open(person)}>
        <bdi>{title}</bdi>
      </button>
    ),
  },
  { id: "roles", head: "Roles", text: rolesText },
  { id: "state", head: "Account", text: stateOf },
  { id: "name", head: "Signs in as", text: ({ account }) => account?.name ?? "—", hideBelow: 768 },
  {
    id: "factor",
    head: "App",
    text: ({ account }) => (account === null ? "—" : account.hasTotp ? "● yes" : "○ no"),
    hideBelow: 1100,
  },
];

function People({ person }: { readonly person: string | undefined }) {
  const actor = useActor();
  const navigate = useNavigate();
  const found = useQuery({ queryKey: queryKeys.access(actor), queryFn: () => fetchAccess(actor) });
  const go = (search: AccessSearch) => void navigate({ to: paths.access, search });
  const columns = useMemo(() => {
    return columnsOf((chosen) => void navigate({ to: paths.access, search: { person: chosen } }));
  }, [navigate]);
  const opened = found.data?.find((one) => one.person === person);
  if (found.data === undefined) {
    return found.error === null ? (
      <Skeleton label="Reading who may do what" rows={8} />
    ) : (
      <ProblemNotice error={found.error} title="Who may do what cannot be read" />
    );
  }
  return (
    <>
      <DataTable
        label="People"
        rows={found.data}
        columns={columns}
        rowKey={(row) => row.person}
        onOpen={(row) => go({ person: row.person })}
        search
      />
      {opened === undefined ? null : (
        <PersonAccessDialog key={opened.person} access={opened} onClose={() => go({})} />
      )}
    </>
  );
}

const tabs = [
  { id: "people", label: "People" },
  { id: "roles", label: "What each role may do" },
  { id: "history", label: "History" },
] as const;

/** Who has an account, who may do what, and who gave it to them? */
export function AccessPage() {
  const { tab = "people", person } = route.useSearch();
  const navigate = useNavigate();
  const select = (id: string) =>
    void navigate({ to: paths.access, search: id === "roles" || id === "history" ? { tab: id } : {} });
  return (
    <div className="shell-page">
      <PageHeader
        title="Access"
        lead="Accounts and roles. Whatever is changed here stands in the log, with who did it and why."
      />
      <Tabs label="Parts of access" tabs={tabs} selected={tab} onSelect={select}>
        {tab === "people" ? <People person={person} /> : null}
        {tab === "roles" ? <RoleTable /> : null}
        {tab === "history" ? <AccessHistory /> : null}
      </Tabs>
    </div>
  );
}
