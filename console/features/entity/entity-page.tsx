import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { isRef, type Ref } from "#core/model/ref.ts";
import { fetchDocument } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { useActor } from "../identity/actor.ts";
import { RefLink } from "./ref-link.tsx";

/** What is this thing, and who answers for it? */
export function EntityPage({ target }: { readonly target: string }) {
  const actor = useActor();
  const isKnown = isRef(target);
  const found = useQuery({
    queryKey: queryKeys.document(target, actor),
    queryFn: () => fetchDocument(actor, target as Ref),
    enabled: isKnown,
  });
  useEffect(() => {
    document.title = `${target} · Holdfast`;
  }, [target]);
  const summary = found.data?.summary;
  return (
    <div className="shell-page hf-stack">
      {isKnown ? null : <p>{target} is no reference of a document.</p>}
      <ProblemNotice error={found.error} title="The document cannot be read" />
      {summary === undefined ? null : (
        <>
          <h1>
            <bdi>{summary.title}</bdi>
          </h1>
          <Panel title="Record">
            <div className="panel-body">
              <Facts
                rows={[
                  ["Kind", summary.kind],
                  ["Owner", summary.owner === null ? "nobody" : <RefLink to={summary.owner} />],
                  ["Changed", <Instant at={summary.changedAt} />],
                  [
                    "Document",
                    <Link to={paths.document} params={{ ref: summary.ref }}>
                      {summary.file}
                    </Link>,
                  ],
                ]}
              />
            </div>
          </Panel>
        </>
      )}
      {isKnown && found.data === undefined && !found.error ? <p role="status">Reading…</p> : null}
    </div>
  );
}
