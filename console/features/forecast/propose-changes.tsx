import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import { fetchDocument, type PublishedDocument } from "../../api/documents.ts";
import type { ProblemAnswer } from "../../api/forecast.ts";
import { proposeTexts } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { useRefusal } from "../identity/use-refusal.ts";
import { RefLink } from "../entity/ref-link.tsx";
import { changeText } from "./change-text.ts";
import { type ChangedText, withCapacity, withDuration } from "./changed-text.ts";

type Props = {
  readonly answer: ProblemAnswer;
  readonly whatIf: WhatIf;
  readonly command: string;
  readonly onClose: () => void;
};

/** A change on its way into a document. */
type Line = { readonly name: string; readonly words: string; readonly why: string | null };

type Texts = {
  readonly changes: readonly { readonly ref: Ref; readonly text: string; readonly base: string }[];
  readonly lines: readonly Line[];
};

/** Writes each change into the text it belongs to; what cannot be written is told with the reason. */
function writeChanges(
  documents: readonly PublishedDocument[],
  { answer, whatIf }: Pick<Props, "answer" | "whatIf">,
): Texts {
  const texts = new Map<string, string>(documents.map(({ summary, text }) => [summary.ref, text]));
  const known = new Map(answer.problem.steps.map(({ id, duration }) => [id, duration]));
  const lines: Line[] = [];
  const write = (ref: string, name: string, words: string, edit: (text: string) => ChangedText) => {
    const text = texts.get(ref);
    const changed: ChangedText =
      text === undefined ? { status: "impossible", why: `${ref} is not published` } : edit(text);
    if (changed.status === "changed") texts.set(ref, changed.text);
    lines.push({ name, words, why: changed.status === "changed" ? null : changed.why });
  };
  for (const [name, units] of Object.entries(whatIf.capacity))
    write(name, name, `${units} of it`, (text) => withCapacity(text, name.split(":")[0] ?? "", units));
  for (const [step, change] of Object.entries(whatIf.durations))
    write(`runbook:${answer.runbook}`, step, changeText(change), (text) =>
      withDuration(text, step, change, known.get(step) ?? { type: "unknown" }),
    );
  const changes = documents.flatMap(({ summary, text, history }) => {
    const now = texts.get(summary.ref) ?? text;
    return now === text ? [] : [{ ref: summary.ref, text: now, base: history[0]?.text ?? "" }];
  });
  return { changes, lines };
}

function useDocuments(refs: readonly Ref[]) {
  const actor = useActor();
  return useQuery({
    queryKey: ["documents", "to-change", refs, actor],
    queryFn: () => Promise.all(refs.map((ref) => fetchDocument(actor, ref))),
  });
}

function usePropose() {
  const actor = useActor();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (change: Parameters<typeof proposeTexts>[1]) =>
      proposeTexts(actor, change, once.keyFor(change)),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: queryKeys.proposals });
      void navigate({ to: paths.proposal, params: { id } });
    },
  });
}

function WrittenChanges({ changes, lines }: Texts) {
  return (
    <>
      <ul className="what-if-changes">
        {lines.map(({ name, words, why }) => (
          <li key={name}>
            <span>
              <bdi className="hf-mono">{name}</bdi> {why === null ? words : `is left out: ${why}`}
            </span>
          </li>
        ))}
      </ul>
      <p>
        {changes.length === 0 ? "No document changes." : "Changed: "}
        {changes.map(({ ref }, at) => (
          <span key={ref}>
            {at === 0 ? "" : ", "}
            <RefLink to={ref} />
          </span>
        ))}
      </p>
    </>
  );
}

function Form({ documents, ...props }: Props & { readonly documents: readonly PublishedDocument[] }) {
  const { answer, whatIf, command, onClose } = props;
  const texts = useMemo(() => writeChanges(documents, { answer, whatIf }), [documents, answer, whatIf]);
  const [title, setTitle] = useState(`Faster recovery: ${answer.title}`.slice(0, 200));
  const [reason, setReason] = useState(`As tried in the forecast:\n${command}`);
  const propose = usePropose();
  const gap =
    texts.changes.length === 0 ? "No document changes." : title.trim() === "" ? "Give it a title." : null;
  const refusal = useRefusal()("openProposal") ?? gap;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changes = texts.changes.map(({ text, base }) => ({ text, base }));
    propose.mutate({ title: title.trim(), reason, changes });
  };
  return (
    <form className="hf-stack" onSubmit={submit}>
      <WrittenChanges {...texts} />
      <TextInput
        label="Title"
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label="Reason"
        rows={4}
        maxLength={10_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={propose.error} title="It was not proposed" />
      <div className="hf-row">
        <ReasonedButton label="Propose it" tone="primary" refusal={refusal} isBusy={propose.isPending} />
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </div>
    </form>
  );
}

/** Makes what was tried a proposal: the documents it changes, to be reviewed and approved like any other change. */
export function ProposeChanges(props: Props) {
  const refs = useMemo(() => {
    const names = [
      ...(Object.keys(props.whatIf.durations).length > 0 ? [`runbook:${props.answer.runbook}`] : []),
      ...Object.keys(props.whatIf.capacity),
    ];
    return names.filter((name): name is Ref => parseRef(name) !== null);
  }, [props.whatIf, props.answer.runbook]);
  const documents = useDocuments(refs);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title="Propose these changes"
      closeButtonProps={{ "aria-label": "Close" }}
      size="lg"
    >
      <ProblemNotice error={documents.error} title="The documents cannot be read" />
      {documents.data === undefined ? (
        documents.error === null ? (
          <Skeleton label="Reading the documents" lines={4} />
        ) : null
      ) : (
        <Form {...props} documents={documents.data} />
      )}
    </Modal>
  );
}
