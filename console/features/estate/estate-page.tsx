import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { type EntityList, fetchEntities, fetchReadiness, type ServiceReadiness } from "../../api/entities.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import "../../ui/panel.css";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Example } from "../entity/example.tsx";
import { kindOrder, kindWords } from "../entity/kind-words.ts";
import { PageLink } from "../entity/page-link.tsx";
import { useActor } from "../identity/actor.ts";
import { EstateFilters } from "./estate-filters.tsx";
import { type EstateSearch, type KindName, parseEstateSearch } from "./estate-search.ts";
import { choicesOf, chosenRows } from "./filter-rows.ts";
import { kindColumns } from "./kind-columns.tsx";
import "./estate.css";

const route = getRouteApi(paths.estate);
const dayOfOutage = 86_400;
/** Kinds that are shown even where there are none: one should know that they can be written. */
const mainKinds = 7;

function useEntities(kind: KindName) {
  const actor = useActor();
  const client = useQueryClient();
  const queryKey = queryKeys.entityList(kind, actor);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const isFirst = client.getQueryData(queryKey) === undefined;
      // The first pages are shown while the others come; later the whole replaces the whole.
      const onPage = (list: EntityList) => (isFirst ? client.setQueryData(queryKey, list) : undefined);
      return fetchEntities(actor, kind, onPage, signal);
    },
  });
}

const noServices: ReadonlyMap<string, ServiceReadiness> = new Map();

function useServices(isWanted: boolean) {
  const actor = useActor();
  const readiness = useQuery({
    queryKey: queryKeys.readinessFor(dayOfOutage, actor),
    queryFn: () => fetchReadiness(actor, dayOfOutage),
    enabled: isWanted,
  });
  const { data } = readiness;
  const services = useMemo(
    () => (data === undefined ? noServices : new Map(data.services.map((one) => [one.ref, one]))),
    [data],
  );
  return { services, error: readiness.error };
}

function Kinds({
  kinds,
  selected,
}: {
  readonly kinds: EntityList["kinds"] | undefined;
  readonly selected: KindName;
}) {
  const shown = kindOrder.filter(
    (kind, index) => index < mainKinds || (kinds?.[kind] ?? 0) > 0 || kind === selected,
  );
  return (
    <nav aria-label="Kinds" className="estate-kinds">
      {shown.map((kind) => (
        <Link
          key={kind}
          to={paths.estate}
          search={{ kind }}
          activeOptions={{ includeSearch: true }}
          activeProps={{}}
          aria-current={kind === selected ? "page" : undefined}
        >
          {kindWords[kind].many}{" "}
          <span className="estate-count">{kinds?.[kind] ?? (kinds === undefined ? "" : 0)}</span>
        </Link>
      ))}
    </nav>
  );
}

function Nothing({ kind }: { readonly kind: KindName }) {
  const words = kindWords[kind];
  return (
    <EmptyState
      title={`No ${words.many.toLowerCase()} are described yet`}
      action={
        <PageLink to={paths.documentNew} search={{ kind }} className="hf-button" isOnlyLink>
          Write one
        </PageLink>
      }
    >
      <p>{words.is}</p>
      <Example kind={kind} />
    </EmptyState>
  );
}

/** What is there of one kind, and what of it needs attention? */
export function EstatePage() {
  const navigate = useNavigate();
  const search = route.useSearch();
  const kind = search.kind ?? "service";
  const list = useEntities(kind);
  const { services, error } = useServices(kind === "service");
  const rows = list.data?.entities ?? [];
  const chosen = useMemo(() => chosenRows(rows, search, services), [rows, search, services]);
  const choices = useMemo(() => choicesOf(rows), [rows]);
  const columns = useMemo(() => kindColumns(kind, services), [kind, services]);
  const change = (part: { readonly [name in keyof EstateSearch]?: string }) => {
    const next = parseEstateSearch({ ...search, kind, ...part });
    void navigate({ to: paths.estate, search: next, resetScroll: false, replace: true });
  };
  const isPartial = list.data !== undefined && list.data.total > rows.length;
  return (
    <div className="shell-page hf-stack">
      <PageHeader title={kindWords[kind].many} lead={kindWords[kind].is} />
      <Kinds kinds={list.data?.kinds} selected={kind} />
      <ProblemNotice error={list.error ?? error} title="The estate cannot be read" />
      <section className="panel" aria-label={kindWords[kind].many}>
        {list.data === undefined && !list.error ? (
          <div className="panel-body">
            <Skeleton label={`Reading the ${kindWords[kind].many.toLowerCase()}`} rows={8} />
          </div>
        ) : null}
        {list.data === undefined ? null : rows.length === 0 ? (
          <Nothing kind={kind} />
        ) : (
          <DataTable
            key={kind}
            label={kindWords[kind].many}
            rows={chosen}
            columns={columns}
            rowKey={({ ref }) => ref}
            onOpen={({ ref }) => void navigate({ to: paths.entity, params: { ref } })}
            search
            filter={search.search ?? ""}
            onFilter={(typed) => change({ search: typed })}
            toolbar={<EstateFilters kind={kind} search={search} choices={choices} onChange={change} />}
          />
        )}
        {isPartial ? (
          <p className="panel-body hf-dim" role="status">
            {list.isFetching ? "Reading on: " : "The first "}
            {rows.length} of {list.data?.total} are here.
          </p>
        ) : null}
      </section>
    </div>
  );
}
