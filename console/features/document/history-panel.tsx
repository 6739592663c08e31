import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import type { Ref } from "#core/model/ref.ts";
import { fetchDifference, type PublishedDocument } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { Difference } from "./difference.tsx";

const route = getRouteApi(paths.document);

type Entry = PublishedDocument["history"][number];

function Between({ target, from, to }: { readonly target: Ref; readonly from: number; readonly to: number }) {
  const actor = useActor();
  const lines = useQuery({
    queryKey: queryKeys.difference(target, from, to),
    queryFn: () => fetchDifference(actor, target, from, to),
  });
  return (
    <>
      <ProblemNotice error={lines.error} title="They cannot be compared" />
      {lines.data === undefined ? (
        lines.error ? null : (
          <Skeleton label="Comparing" lines={4} />
        )
      ) : (
        <Difference lines={lines.data} label={`From publication ${from} to ${to}`} layout="split" />
      )}
    </>
  );
}

function Compare({ target, history }: { readonly target: Ref; readonly history: readonly Entry[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const newest = history[0]?.number ?? 0;
  const to = Number(search.to ?? newest);
  const from = Number(search.from ?? history[1]?.number ?? 0);
  const choose = (name: "from" | "to") => (event: { readonly currentTarget: HTMLSelectElement }) =>
    void navigate({ search: { ...search, [name]: event.currentTarget.value }, replace: true });
  const options = history.map(({ number, title }) => (
    <option key={number} value={String(number)}>
      {`${number}: ${title}`}
    </option>
  ));
  return (
    <div className="panel-body hf-stack">
      <div className="hf-row">
        <NativeSelect label="From" value={String(from)} onChange={choose("from")}>
          {options}
          <option value="0">before there was any</option>
        </NativeSelect>
        <NativeSelect label="To" value={String(to)} onChange={choose("to")}>
          {options}
        </NativeSelect>
      </div>
      <Between target={target} from={from} to={to} />
    </div>
  );
}

/** Every publication that changed a document: what, when, who, why; and any two of them compared. */
export function HistoryPanel({
  target,
  history,
}: {
  readonly target: Ref;
  readonly history: readonly Entry[];
}) {
  const navigate = route.useNavigate();
  return (
    <>
      <Panel title="Publications" aside={<span className="hf-dim">{history.length}</span>}>
        <ol className="document-list">
          {history.map(({ number, title, at, by, revision, proposal }, index) => (
            <li key={number} className="document-row">
              <span>
                {number}:{" "}
                {proposal === null ? (
                  <bdi>{title}</bdi>
                ) : (
                  <Link to={paths.proposal} params={{ id: proposal }}>
                    <bdi>{title}</bdi>
                  </Link>
                )}{" "}
                <span className="hf-dim">
                  <Instant at={at} /> by <bdi>{actorName(by)}</bdi>,{" "}
                  <span className="hf-mono">{revision?.slice(0, 12) ?? "removed"}</span>
                </span>
              </span>
              <ReasonedButton
                label="Show the change"
                tone="plain"
                isSmall
                refusal={null}
                onPress={() =>
                  void navigate({
                    search: {
                      tab: "history",
                      from: String(history[index + 1]?.number ?? 0),
                      to: String(number),
                    },
                    replace: true,
                  })
                }
              />
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title="What changed between two of them">
        <Compare target={target} history={history} />
      </Panel>
    </>
  );
}
