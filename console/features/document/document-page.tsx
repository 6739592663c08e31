import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { isRef, type Ref } from "#core/model/ref.ts";
import { fetchDocument, type PublishedDocument } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { notify } from "../../ui/toast.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { dropDraft, saveDraft, useDrafts } from "./draft/drafts.ts";
import { severityKinds } from "./found-list.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { RestructurePanel } from "./restructure-panel.tsx";
import { SignPanel } from "./sign-panel.tsx";
import { StaleParts } from "./stale-parts.tsx";
import "./document.css";

const route = getRouteApi(paths.document);

const tabIds = ["text", "findings", "named", "history", "signatures", "restructure"] as const;

type Props = { readonly found: PublishedDocument };

function Text({ found: { summary, text } }: Props) {
  return (
    <>
      <Panel title="About it">
        <div className="panel-body">
          <Facts
            rows={[
              ["Title", <bdi>{summary.title}</bdi>],
              ["Owner", summary.owner === null ? "nobody" : <RefLink to={summary.owner} />],
              [
                "Changed",
                <>
                  <Instant at={summary.changedAt} />, publication {summary.number}
                </>,
              ],
              ["Revision", <span className="hf-mono">{summary.revision}</span>],
              ["File", <bdi>{summary.file}</bdi>],
            ]}
          />
        </div>
      </Panel>
      <Panel title="Text">
        <div className="panel-body">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
          <pre
            className="hf-pre document-text"
            tabIndex={0}
            role="region"
            aria-label={`Text of ${summary.ref}`}
          >
            {text}
          </pre>
        </div>
      </Panel>
    </>
  );
}

function Findings({ found: { diagnostics } }: Props) {
  return (
    <Panel title="What the checker says" aside={<span className="hf-dim">{diagnostics.length}</span>}>
      {diagnostics.length === 0 ? (
        <p className="panel-body">
          <StatusMark kind="ok" word="Nothing is wrong in this document" />
        </p>
      ) : null}
      <ul className="document-list">
        {diagnostics.map(({ code, severity, message, help, file, line, column }) => (
          <li key={`${code} ${line} ${column} ${message}`} className="found-row">
            <StatusMark kind={severityKinds[severity]} word={severity} />
            <span>
              <bdi>{message}</bdi> {help === null ? null : <bdi className="hf-dim">{help}</bdi>}
            </span>
            <span className="hf-dim">
              {code}, {file}:{line}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NamedBy({ found: { referencedBy, summary } }: Props) {
  return (
    <Panel title="Where it is named" aside={<span className="hf-dim">{referencedBy.length}</span>}>
      {referencedBy.length === 0 ? (
        <p className="panel-body hf-dim">No other document names {summary.ref}.</p>
      ) : null}
      <ul className="document-list">
        {referencedBy.map(({ ref, path }) => (
          <li key={`${ref} ${path}`} className="document-row">
            <Link to={paths.document} params={{ ref }}>
              <bdi>{ref}</bdi>
            </Link>
            <span className="hf-mono hf-dim">{path}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Actions({ found }: Props) {
  const { ref, kind } = found.summary;
  const drafts = useDrafts();
  const draft = drafts?.find(({ id }) => id === ref);
  const remove = () => {
    const base = found.history[0]?.text ?? null;
    const editedAt = new Date().toISOString();
    saveDraft({ id: ref, ref, kind, base, baseText: found.text, text: null, revises: null, editedAt });
    notify({ text: `The removal of ${ref} waits among your changes.`, undo: () => dropDraft(ref) });
  };
  return (
    <>
      {draft === undefined ? null : (
        <Link to={paths.proposalNew} className="hf-button">
          My changes
        </Link>
      )}
      <Link to={paths.documentEdit} params={{ ref }} className="hf-button">
        {draft === undefined || draft.text === null ? "Change it" : "Go on changing it"}
      </Link>
      <ReasonedButton
        label="Remove it…"
        tone="danger"
        refusal={draft === undefined ? null : "You have changed it already: propose that, or throw it away."}
        onPress={remove}
      />
    </>
  );
}

function Found({ found }: Props) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { summary, diagnostics, referencedBy, stale, signOffs, history } = found;
  const tab = tabIds.find((id) => id === search.tab) ?? "text";
  const views = {
    text: <Text found={found} />,
    findings: <Findings found={found} />,
    named: <NamedBy found={found} />,
    history: <HistoryPanel target={summary.ref} history={history} />,
    signatures: <SignPanel found={found} />,
    restructure: <RestructurePanel target={summary.ref} />,
  };
  return (
    <>
      {stale.length > 0 ? (
        <Panel title="To review">
          <StaleParts parts={stale} />
        </Panel>
      ) : null}
      <Tabs
        label={`Parts of ${summary.ref}`}
        tabs={[
          { id: "text", label: "Text" },
          { id: "findings", label: "Findings", count: diagnostics.length },
          { id: "named", label: "Named by", count: referencedBy.length },
          { id: "history", label: "History", count: history.length },
          { id: "signatures", label: "Signatures", count: signOffs.length },
          { id: "restructure", label: "Restructure" },
        ]}
        selected={tab}
        onSelect={(id) => void navigate({ search: { tab: id }, replace: true })}
      >
        <div className="hf-stack">{views[tab]}</div>
      </Tabs>
    </>
  );
}

/** Answers: what does this document say, since when and by whose word, and who relies on it? */
export function DocumentPage() {
  const { ref: target } = route.useParams();
  const actor = useActor();
  const isKnown = isRef(target);
  const found = useQuery({
    queryKey: queryKeys.document(target, actor),
    queryFn: () => fetchDocument(actor, target as Ref),
    enabled: isKnown,
  });
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title={target}
        crumbs={[<Link to={paths.documents}>Documents</Link>]}
        {...(found.data === undefined ? {} : { actions: <Actions found={found.data} /> })}
      />
      {isKnown ? null : (
        <Notice tone="failed" title="There is no such document">
          <span>
            <bdi>{target}</bdi> is no reference: it is a kind and a name, such as service:orders.
          </span>
        </Notice>
      )}
      <ProblemNotice error={found.error} title="The document cannot be read" />
      {found.data === undefined ? null : <Found found={found.data} />}
      {isKnown && found.data === undefined && !found.error ? (
        <Skeleton label="Reading the document" lines={3} rows={8} />
      ) : null}
    </div>
  );
}
