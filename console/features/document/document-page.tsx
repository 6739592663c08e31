import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { actorName } from "#core/model/actor.ts";
import { isRef, type Ref } from "#core/model/ref.ts";
import { fetchDifference, fetchDocument, type PublishedDocument } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useActor } from "../identity/actor.ts";
import { Difference } from "./difference.tsx";
import { ProposeForm } from "./propose-form.tsx";
import { StaleParts } from "./stale-parts.tsx";
import "./document.css";

const route = getRouteApi(paths.document);

type Entry = PublishedDocument["history"][number];

function Change({
  target,
  entry,
  before,
}: {
  readonly target: Ref;
  readonly entry: Entry;
  readonly before: number;
}) {
  const actor = useActor();
  const lines = useQuery({
    queryKey: queryKeys.difference(target, before, entry.number),
    queryFn: () => fetchDifference(actor, target, before, entry.number),
  });
  return (
    <>
      <ProblemNotice error={lines.error} />
      {lines.data === undefined ? null : (
        <Difference lines={lines.data} label={`What publication ${entry.number} changed`} />
      )}
    </>
  );
}

function History({ target, history }: { readonly target: Ref; readonly history: readonly Entry[] }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <ol className="document-list">
      {history.map((entry, index) => (
        <li key={entry.number} className="document-stale">
          <span>
            Publication {entry.number}: <bdi>{entry.title}</bdi>{" "}
            <span className="hf-dim">
              <Instant at={entry.at} /> by <bdi>{actorName(entry.by)}</bdi>,{" "}
              <span className="hf-mono">{entry.revision?.slice(0, 12) ?? "removed"}</span>
            </span>
          </span>
          <ReasonedButton
            label={open === entry.number ? "Hide the change" : "Show the change"}
            tone="plain"
            isSmall
            isOpen={open === entry.number}
            refusal={null}
            onPress={() => setOpen(open === entry.number ? null : entry.number)}
          />
          {open === entry.number ? (
            <Change target={target} entry={entry} before={history[index + 1]?.number ?? 0} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function SignOffs({ signOffs }: Pick<PublishedDocument, "signOffs">) {
  return (
    <ul className="document-list">
      {signOffs.map((signOff) => (
        <li key={`${signOff.at} ${signOff.revision}`} className="document-row">
          <span>
            {actorName(signOff.by)} signed <span className="hf-mono">{signOff.revision.slice(0, 12)}</span>
          </span>
          <span className="hf-dim">
            {signOff.status}, {signOff.expiresOn === null ? "until it changes" : `until ${signOff.expiresOn}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Found({ found }: { readonly found: PublishedDocument }) {
  const { summary, text, stale, signOffs, history } = found;
  return (
    <>
      <Panel title={summary.ref}>
        <div className="panel-body">
          <Facts
            rows={[
              ["Title", summary.title],
              ["Owner", summary.owner],
              ["Revision", <span className="hf-mono">{summary.revision}</span>],
              ["File", summary.file],
            ]}
          />
        </div>
      </Panel>
      {stale.length > 0 ? (
        <Panel title="To review">
          <StaleParts parts={stale} />
        </Panel>
      ) : null}
      <Panel title="Text">
        <div className="panel-body hf-stack">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
          <pre className="hf-pre document-text" tabIndex={0} aria-label={`Text of ${summary.ref}`}>
            {text}
          </pre>
          <ProposeForm key={summary.ref} found={found} />
        </div>
      </Panel>
      {signOffs.length > 0 ? (
        <Panel title="Signatures">
          <SignOffs signOffs={signOffs} />
        </Panel>
      ) : null}
      <Panel title="History">
        <History target={summary.ref} history={history} />
      </Panel>
    </>
  );
}

/** One published document: its text, its history, and the way to change it. */
export function DocumentPage() {
  const { ref: target } = route.useParams();
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
  return (
    <div className="shell-page hf-stack">
      <h1 className="hf-hidden">{target}</h1>
      {isKnown ? null : <p>{target} is no reference of a document.</p>}
      <ProblemNotice error={found.error} title="The document cannot be read" />
      {found.data === undefined ? null : <Found found={found.data} />}
      {isKnown && found.data === undefined && !found.error ? <p role="status">Reading…</p> : null}
    </div>
  );
}
