import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { isRef, type Ref } from "#core/model/ref.ts";
import { fetchDocument, type PublishedDocument } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { DocumentEditor } from "./document-editor.tsx";
import { type Draft, useDrafts } from "./draft/drafts.ts";

const route = getRouteApi(paths.documentEdit);

function Editing({
  found,
  drafts,
}: {
  readonly found: PublishedDocument;
  readonly drafts: readonly Draft[];
}) {
  const { view = "form" } = route.useSearch();
  const navigate = route.useNavigate();
  const { summary, text, history } = found;
  const { ref, kind } = summary;
  const newest = history[0];
  const sha256 = newest?.text ?? null;
  return (
    <DocumentEditor
      thing={{ id: ref, ref, kind, text, base: sha256 }}
      drafts={drafts}
      view={view}
      onView={(next) => void navigate({ search: (before) => ({ ...before, view: next }), replace: true })}
      published={
        newest === undefined
          ? null
          : { ref, text, sha256, number: newest.number, at: newest.at, by: newest.by }
      }
    />
  );
}

/** Answers: what should this document say instead? */
export function EditPage() {
  const { ref: target } = route.useParams();
  const actor = useActor();
  const drafts = useDrafts();
  const isKnown = isRef(target);
  const found = useQuery({
    queryKey: queryKeys.document(target, actor),
    queryFn: () => fetchDocument(actor, target as Ref),
    enabled: isKnown,
  });
  const { data } = found;
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title={`Change ${target}`}
        crumbs={[
          <Link to={paths.documents}>Documents</Link>,
          <Link to={paths.document} params={{ ref: target }}>
            {target}
          </Link>,
        ]}
        lead="Nothing is published by what you do here: it becomes a proposal, and its owners decide."
      />
      {isKnown ? null : (
        <Notice tone="failed" title="There is no such document">
          <span>{target} is no reference: it is a kind and a name, such as service:orders.</span>
        </Notice>
      )}
      <ProblemNotice error={found.error} title="The document cannot be read" />
      {data === undefined || drafts === null ? (
        isKnown && !found.error ? (
          <Skeleton label="Reading the document" lines={2} rows={8} />
        ) : null
      ) : (
        <Editing found={data} drafts={drafts} />
      )}
    </div>
  );
}
