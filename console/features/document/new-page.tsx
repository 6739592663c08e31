import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { kindDescriptions } from "#core/document/kinds/kind-descriptions.ts";
import { skeletonOf } from "#core/document/skeleton.ts";
import { documentKinds } from "#core/model/ref.ts";
import { paths } from "../../paths.ts";
import { randomToken } from "../../ui/once-key.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DocumentEditor } from "./document-editor.tsx";
import { useDrafts } from "./draft/drafts.ts";
import "./document.css";

const route = getRouteApi(paths.documentNew);

function KindList() {
  return (
    <Panel title="What kind of document?">
      <ul className="document-list">
        {documentKinds.map((kind) => (
          <li key={kind} className="document-row">
            <Link
              to={paths.documentNew}
              search={{ kind, draft: `new:${kind.toLowerCase()}-${randomToken().slice(0, 8)}` }}
            >
              {kind}
            </Link>
            <span className="hf-dim document-means">{kindDescriptions[kind]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Answers: what is missing from the estate, and what should be said of it? */
export function NewPage() {
  const { kind: wanted, draft, view = "form" } = route.useSearch();
  const navigate = route.useNavigate();
  const drafts = useDrafts();
  const kept = drafts?.find(({ id }) => id === draft);
  const kind = documentKinds.find((one) => one.toLowerCase() === (kept?.kind ?? wanted ?? "").toLowerCase());
  // A link without the name of a draft begins one of its own.
  const id = useMemo(
    () => draft ?? `new:${(kind ?? "document").toLowerCase()}-${randomToken().slice(0, 8)}`,
    [draft, kind],
  );
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title={kind === undefined ? "New document" : `New ${kind}`}
        crumbs={[<Link to={paths.documents}>Documents</Link>]}
        lead={kind === undefined ? "Each kind has fields of its own." : kindDescriptions[kind]}
      />
      {drafts === null ? <Skeleton label="Looking for drafts" rows={6} /> : null}
      {drafts !== null && kind === undefined ? <KindList /> : null}
      {drafts !== null && kind !== undefined ? (
        <DocumentEditor
          key={id}
          thing={{ id, ref: null, kind, text: skeletonOf(kind, `new-${kind.toLowerCase()}`), base: null }}
          drafts={drafts}
          view={view}
          onView={(next) => void navigate({ search: { kind, draft: id, view: next }, replace: true })}
          published={null}
        />
      ) : null}
    </div>
  );
}
