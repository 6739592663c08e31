import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import type { PublishedDocument } from "../../api/documents.ts";
import { proposeText } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useMe } from "../identity/people.ts";

type Change = {
  readonly title: string;
  readonly reason: string;
  readonly text: string;
  readonly base: string;
};

/** Sends a change; the page of its proposal opens when it is there. */
function usePropose(actor: string | null, onDone: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (change: Change) => proposeText(actor, change, once.keyFor(change)),
    onSuccess: ({ id }) => {
      once.renew();
      onDone();
      void client.invalidateQueries({ queryKey: queryKeys.proposals });
      void navigate({ to: paths.proposal, params: { id } });
    },
  });
}

type FormProps = { readonly found: PublishedDocument; readonly onClose: () => void };

function Form({ found, onClose }: FormProps) {
  const me = useMe();
  const { draft, setField, clear } = useDraft(`propose.${found.summary.ref}`, {});
  const text = draft["text"] ?? found.text;
  const base = draft["base"] ?? found.history[0]?.text ?? "";
  const title = draft["title"] ?? "";
  const propose = usePropose(me?.ref ?? null, clear);
  const edit = (value: string) => {
    setField("text", value);
    setField("base", base);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    propose.mutate({ title: title.trim(), reason: draft["reason"] ?? "", text, base });
  };
  return (
    <form className="hf-stack" onSubmit={submit}>
      <Textarea
        label="Text"
        autosize
        minRows={8}
        maxRows={40}
        spellCheck={false}
        classNames={{ input: "hf-mono" }}
        value={text}
        onChange={(event) => edit(event.currentTarget.value)}
      />
      <TextInput
        label="Title"
        description="What is changed, in a few words"
        maxLength={200}
        required
        value={title}
        onChange={(event) => setField("title", event.currentTarget.value)}
      />
      <Textarea
        label="Reason"
        rows={2}
        maxLength={10_000}
        value={draft["reason"] ?? ""}
        onChange={(event) => setField("reason", event.currentTarget.value)}
      />
      <ProblemNotice error={propose.error} title="It was not proposed" />
      <div className="hf-row">
        <Button
          type="submit"
          loading={propose.isPending}
          disabled={text === found.text || title.trim() === ""}
        >
          Propose it
        </Button>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </div>
    </form>
  );
}

/** Proposes another text of a document. What was read goes with it, so that nobody's change in between is lost. */
export function ProposeForm({ found }: { readonly found: PublishedDocument }) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Form found={found} onClose={() => setOpen(false)} />;
  const refusal = me === null ? "Choose who you are, above: the record must say who proposed it." : null;
  return (
    <ReasonedButton label="Propose a change…" tone="plain" refusal={refusal} onPress={() => setOpen(true)} />
  );
}
