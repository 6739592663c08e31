import { getRouteApi, Link } from "@tanstack/react-router";
import { isRef, parseRef } from "#core/model/ref.ts";
import { AskError } from "../../api/ask.ts";
import type { PublishedDocument } from "../../api/documents.ts";
import type { Entity } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { FindingsMark, findingsText } from "./counts-mark.tsx";
import { canFail } from "./can-fail.ts";
import { EntityAttention } from "./entity-attention.tsx";
import { EntityContacts } from "./entity-contacts.tsx";
import { EntityDependencies } from "./entity-dependencies.tsx";
import { EntityExposure } from "./entity-exposure.tsx";
import { EntityFailure } from "./entity-failure.tsx";
import { EntityRevisions, EntityRuns } from "./entity-history.tsx";
import { EntityObjectives } from "./entity-objectives.tsx";
import { EntityObserved } from "./entity-observed.tsx";
import { EntityProtections } from "./entity-protections.tsx";
import { useEntity, useEntityDocument } from "./entity-queries.ts";
import { EntityMentions, EntityRecord } from "./entity-record.tsx";
import { EntityRecovery } from "./entity-recovery.tsx";
import { Example } from "./example.tsx";
import { useEntityCommands } from "./use-entity-commands.ts";
import { kindWords } from "./kind-words.ts";
import { PageLink } from "./page-link.tsx";
import { RefLink } from "./ref-link.tsx";
import "./entity.css";

const route = getRouteApi(paths.entity);

/** Kinds of which it matters who brings them back, and what copies there are of their data. */
const recovered: ReadonlySet<string> = new Set(["service", "component"]);

function Actions({ target }: { readonly target: string }) {
  return (
    <>
      {canFail(target) ? (
        <>
          <PageLink to={paths.map} search={{ at: target }} className="hf-button" isOnlyLink>
            <Icon name="map" size={14} />
            On the map
          </PageLink>
          <PageLink to={paths.map} search={{ fail: target }} className="hf-button" isOnlyLink>
            Fail it on the map
          </PageLink>
        </>
      ) : null}
      <Link to={paths.document} params={{ ref: target }} className="hf-button">
        <Icon name="documents" size={14} />
        Document
      </Link>
      <PageLink to={paths.documentEdit} params={{ ref: target }} className="hf-button" isOnlyLink>
        <Icon name="edit" size={14} />
        Edit
      </PageLink>
    </>
  );
}

function Head({ entity, kind }: { readonly entity: Entity; readonly kind: keyof typeof kindWords }) {
  const { row, spec } = entity;
  const description = spec["description"];
  return (
    <PageHeader
      title={row.title}
      crumbs={[
        <Link key="kind" to={paths.estate} search={{ kind }}>
          {kindWords[kind].many}
        </Link>,
      ]}
      aside={
        <span className="hf-row">
          <span className="hf-mono hf-dim">{row.ref}</span>
          {row.tier === null ? null : (
            <span className="hf-dim">{`${kind === "function" ? "priority" : "tier"} ${row.tier}`}</span>
          )}
          {row.scope === "out" ? <StatusMark kind="overridden" word="out of scope" /> : null}
          {findingsText(row.findings) === "" ? null : <FindingsMark findings={row.findings} />}
          {row.stale > 0 ? <StatusMark kind="warning" word={`${row.stale} stale`} /> : null}
        </span>
      }
      lead={
        <>
          {typeof description === "string" ? <p dir="auto">{description}</p> : null}
          {row.owner === null ? (
            "Nobody owns it."
          ) : (
            <>
              Owned by <RefLink to={row.owner} />
            </>
          )}
          {row.sites.length === 0 || kind === "site" ? null : (
            <>
              , at{" "}
              {row.sites.map((site) => (
                <span key={site} className="entity-inline">
                  <RefLink to={site} isKindKnown />
                </span>
              ))}
            </>
          )}
        </>
      }
      actions={<Actions target={row.ref} />}
    />
  );
}

type FoundProps = {
  readonly entity: Entity;
  readonly kind: keyof typeof kindWords;
  readonly document: PublishedDocument | undefined;
};

function Found({ entity, kind, document }: FoundProps) {
  const { row, relations, spec, runs } = entity;
  useEntityCommands(entity);
  const others = relations.mentionedBy.filter(({ ref }) => ref !== row.ref);
  return (
    <>
      <Head entity={entity} kind={kind} />
      <div className="entity">
        <div className="hf-stack entity-main">
          {kind === "service" ? <EntityObjectives target={row.ref} /> : null}
          {kind === "function" ? <EntityExposure spec={spec} /> : null}
          {canFail(row.ref) ? <EntityDependencies relations={relations} /> : null}
          {canFail(row.ref) ? <EntityObserved target={row.ref} /> : null}
          {canFail(row.ref) ? <EntityFailure target={row.ref} /> : null}
          {recovered.has(kind) || relations.runbooks.length > 0 ? (
            <EntityRecovery relations={relations} />
          ) : null}
          {recovered.has(kind) || relations.protections.length > 0 ? (
            <EntityProtections relations={relations} />
          ) : null}
          <EntityMentions mentions={others} />
        </div>
        <div className="hf-stack entity-side">
          {document === undefined ? (
            <Skeleton label="Reading its document" rows={3} />
          ) : (
            <EntityAttention document={document} />
          )}
          <EntityContacts relations={relations} owner={row.owner} />
          <EntityRuns runs={runs} />
          <EntityRecord spec={spec} />
          {document === undefined ? null : <EntityRevisions document={document} />}
        </div>
      </div>
    </>
  );
}

/** What keeps it from being shown, and what to do. */
function NotFound({ target, error }: { readonly target: string; readonly error: Error | null }) {
  const kind = parseRef(target)?.kind;
  if (kind === undefined) {
    return (
      <EmptyState title={`${target} is no reference`} action={<Link to={paths.estate}>To the estate</Link>}>
        <p>References are written kind:name, such as service:orders.</p>
      </EmptyState>
    );
  }
  const code = error instanceof AskError ? error.code : "";
  if (code === "document-missing") {
    return (
      <EmptyState
        title={`Nothing describes ${target}`}
        action={
          <Link to={paths.estate} search={{ kind }}>
            All {kindWords[kind].many.toLowerCase()}
          </Link>
        }
      >
        <p>Other documents may name it; what it relies on is then not known. To describe it, write:</p>
        <Example kind={kind} />
      </EmptyState>
    );
  }
  return (
    <>
      <ProblemNotice error={error} title={`${target} cannot be read`} />
      {code === "document-unreadable" ? (
        <PageLink to={paths.findings} search={{ severity: "error" }}>
          Its findings
        </PageLink>
      ) : null}
    </>
  );
}

/** What is this thing, what does it need, what needs it, and who brings it back? */
export function EntityPage() {
  const { ref: target } = route.useParams();
  const entity = useEntity(target);
  const document = useEntityDocument(target);
  const kind = parseRef(target)?.kind;
  const isReading = isRef(target) && entity.data === undefined && entity.error === null;
  return (
    <div className="shell-page hf-stack">
      {entity.data === undefined ? <PageHeader title={target} /> : null}
      {isReading ? <Skeleton label={`Reading ${target}`} lines={2} rows={8} /> : null}
      {entity.data === undefined && !isReading ? <NotFound target={target} error={entity.error} /> : null}
      {entity.data === undefined || kind === undefined ? null : (
        <Found entity={entity.data} kind={kind} document={document.data} />
      )}
    </div>
  );
}
