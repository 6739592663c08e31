import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo } from "react";
import { shortDifference, textDifference } from "#core/revision/text-difference.ts";
import { openProposal, type ProposedText, reviseProposal } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { createOnceKey } from "../../ui/once-key.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useDraftCheck } from "../document/check/use-draft-check.ts";
import { Difference } from "../document/difference.tsx";
import { type Draft, dropDraft, saveDraft, useDrafts } from "../document/draft/drafts.ts";
import { FoundList } from "../document/found-list.tsx";
import { useMe } from "../identity/people.ts";
import { useRefusal } from "../identity/use-refusal.ts";
import "../document/document.css";

const proposedOf = ({ ref, text, base }: Draft): ProposedText => ({
  ...(ref === null ? {} : { ref }),
  text,
  base,
});

type Words = { readonly title: string; readonly reason: string };

/** Proposes drafts; the page of the proposal opens when it is there, and the drafts are forgotten. */
function usePropose(drafts: readonly Draft[], revises: string | null, onDone: () => void) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: ({ title, reason }: Words) => {
      const changes = drafts.map(proposedOf);
      const actor = me?.ref ?? null;
      if (revises === null) {
        const body = { title, reason, changes };
        return openProposal(actor, body, once.keyFor(body));
      }
      const body = { note: reason, changes };
      return reviseProposal(actor, revises, body, once.keyFor([revises, body]));
    },
    onSuccess: ({ id }) => {
      once.renew();
      for (const draft of drafts) dropDraft(draft.id);
      onDone();
      void client.invalidateQueries({ queryKey: queryKeys.proposals });
      void navigate({ to: paths.proposal, params: { id } });
    },
  });
}

function editLink({ id, ref, kind }: Draft) {
  return ref === null ? (
    <Link to={paths.documentNew} search={{ kind, draft: id }}>
      Change it
    </Link>
  ) : (
    <Link to={paths.documentEdit} params={{ ref }}>
      Change it
    </Link>
  );
}

function Change({ draft }: { readonly draft: Draft }) {
  const { id, ref, kind, text, baseText } = draft;
  const lines = useMemo(() => [...shortDifference(textDifference(baseText, text ?? ""))], [baseText, text]);
  const name = ref ?? `a new ${kind}`;
  const drop = () => {
    dropDraft(id);
    notify({ text: `The change of ${name} was thrown away.`, undo: () => saveDraft(draft) });
  };
  return (
    <Panel
      title={name}
      aside={<span className="hf-dim">{text === null ? "removed" : ref === null ? "new" : "changed"}</span>}
    >
      <div className="panel-body hf-stack">
        <Difference lines={lines} label={`What is changed in ${name}`} />
        <div className="hf-row">
          {text === null ? null : editLink(draft)}
          <ReasonedButton
            label="Throw this change away"
            tone="danger"
            isSmall
            refusal={null}
            onPress={drop}
          />
        </div>
      </div>
    </Panel>
  );
}

function Findings({ drafts }: { readonly drafts: readonly Draft[] }) {
  const texts = useMemo(() => drafts.map(({ id, text }) => ({ name: id, text })), [drafts]);
  const { report, error } = useDraftCheck("", texts);
  return (
    <Panel
      title="What the checker finds anew"
      aside={
        <span className="hf-dim">{report === null ? "checking…" : `${report.elsewhere.length} new`}</span>
      }
    >
      <ProblemNotice error={error} title="It could not be checked here; the proposal will be" />
      {report?.elsewhere.length === 0 ? (
        <p className="panel-body hf-dim">Nothing that was not there before.</p>
      ) : null}
      <FoundList found={report?.elsewhere ?? []} />
    </Panel>
  );
}

type FormProps = { readonly drafts: readonly Draft[]; readonly revises: string | null };

function ProposeForm({ drafts, revises }: FormProps) {
  const refuse = useRefusal();
  const { draft: words, setField, clear } = useDraft(`propose.${revises ?? "new"}`, {});
  const propose = usePropose(drafts, revises, clear);
  const title = words["title"] ?? "";
  const gap = revises === null && title.trim() === "" ? "Give it a title." : null;
  const refusal = refuse(revises === null ? "openProposal" : "reviseProposal") ?? gap;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    propose.mutate({ title: title.trim(), reason: words["reason"] ?? "" });
  };
  const count = drafts.length === 1 ? "one document" : `${drafts.length} documents`;
  return (
    <Panel title={revises === null ? "Propose it" : "Revise the proposal"}>
      <form className="panel-body hf-stack" onSubmit={submit}>
        {revises === null ? (
          <TextInput
            label="Title"
            description="What is changed, in a few words"
            maxLength={200}
            withAsterisk
            value={title}
            onChange={(event) => setField("title", event.currentTarget.value)}
          />
        ) : null}
        <Textarea
          label={revises === null ? "Reason" : "What was revised"}
          description="Why: a number of a change, an exercise, an incident"
          rows={3}
          maxLength={10_000}
          value={words["reason"] ?? ""}
          onChange={(event) => setField("reason", event.currentTarget.value)}
        />
        <ProblemNotice error={propose.error} title="It was not proposed" />
        <ReasonedButton
          label={revises === null ? `Propose ${count}` : `Revise with ${count}`}
          tone="primary"
          refusal={refusal}
          isBusy={propose.isPending}
        />
      </form>
    </Panel>
  );
}

/** Answers: what have I changed, and is it ready to be shown to its owners? */
export function ProposePage() {
  const drafts = useDrafts();
  const groups = drafts === null ? [] : [...Map.groupBy(drafts, ({ revises }) => revises)];
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title="My changes"
        crumbs={[<Link to={paths.documents}>Documents</Link>]}
        lead="Kept in this browser and seen by nobody else. Propose them together, and their owners decide."
      />
      {drafts === null ? <Skeleton label="Reading your changes" rows={4} /> : null}
      {drafts?.length === 0 ? (
        <EmptyState
          title="You have changed nothing."
          action={<Link to={paths.documents}>Open the documents</Link>}
        >
          <p>
            Open a document and change it, or write a new one. Every change waits here until you propose it.
          </p>
        </EmptyState>
      ) : null}
      {groups.length > 1 ? (
        <Notice tone="plain">
          <span>Some of your changes belong to an open proposal: each group is sent on its own.</span>
        </Notice>
      ) : null}
      {groups.map(([revises, changes]) => (
        <section
          key={revises ?? ""}
          className="hf-stack"
          aria-label={revises === null ? "A new proposal" : "A revision"}
        >
          {changes.map((draft) => (
            <Change key={draft.id} draft={draft} />
          ))}
          <Findings drafts={changes} />
          <ProposeForm drafts={changes} revises={revises} />
        </section>
      ))}
    </div>
  );
}
