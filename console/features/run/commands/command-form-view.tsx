import { Button } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { Notice } from "../../../ui/notice.tsx";
import { createOnceKey } from "../../../ui/once-key.ts";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { type Draft, useDraft } from "../../../ui/use-draft.ts";
import { useRunCommand } from "../run-queries.ts";
import { type CommandForm, minutesOf, missingAnswer } from "./command-form.ts";
import { FieldView } from "./field-view.tsx";
import { ForecastChange } from "../outlook/forecast-change.tsx";

type Props = {
  readonly runId: string;
  readonly draftKey: string;
  readonly form: CommandForm;
  /** Why it is no longer possible; what was typed stays. */
  readonly refusal: string | null;
  readonly onClose: () => void;
  /** Inside a dialog, which has a title and a frame of its own. */
  readonly isPlain?: boolean;
};

function Affects({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <strong>What it affects</strong>
      <ul className="command-affects" tabIndex={0} aria-label="What it affects">
        {lines.map((line, index) => (
          <li key={`${index}.${line}`}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Sends the form; what was typed is kept until the server has taken it. */
function useSubmit({ runId, draftKey, form, onClose }: Props) {
  const { draft, setField, clear } = useDraft(draftKey, form.initial);
  const command = useRunCommand(runId);
  const once = useMemo(createOnceKey, []);
  const [problem, setProblem] = useState<Error | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const missing = missingAnswer(form, draft);
    if (missing !== null) return setProblem(new Error(missing));
    try {
      const sent = form.send(draft);
      command.mutate(
        { command: sent, key: once.keyFor(sent) },
        {
          onSuccess: () => {
            once.renew();
            clear();
            onClose();
          },
        },
      );
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      setProblem(new Error(`The input is not valid JSON: ${cause}`));
    }
  };
  return { draft, setField, submit, isSending: command.isPending, problem: problem ?? command.error };
}

/** What would be sent, for a look at what it changes; null while that is not even written. */
function sendable(form: CommandForm, draft: Draft) {
  try {
    return form.isPlanChange ? form.send(draft) : null;
  } catch {
    return null;
  }
}

/** A command's form: what it does, what it asks, its errors beside its button. */
export function CommandFormView(props: Props) {
  const { form, refusal, onClose, isPlain = false } = props;
  const { draft, setField, submit, isSending, problem } = useSubmit(props);
  return (
    <form className="command-form" data-plain={isPlain} onSubmit={submit} noValidate aria-label={form.title}>
      {isPlain ? null : (
        <h3>
          <bdi>{form.title}</bdi>
        </h3>
      )}
      {form.explains === null ? null : <p>{form.explains}</p>}
      <Affects lines={form.affects} />
      {form.fields.map((field, index) => (
        <FieldView
          key={field.name}
          field={field}
          value={draft[field.name] ?? ""}
          isFirst={index === 0}
          onChange={(value) => setField(field.name, value)}
        />
      ))}
      <ForecastChange command={sendable(form, draft)} insertedSeconds={minutesOf(draft)} />
      {refusal === null ? null : (
        <Notice tone="warning" role="status" title="Not possible any more">
          {refusal} What you typed is kept.
        </Notice>
      )}
      <ProblemNotice error={problem} />
      <div className="command-actions">
        <Button
          type="submit"
          size="sm"
          color={form.tone === "danger" ? "red.9" : "tide"}
          loading={isSending}
          disabled={refusal !== null}
        >
          {form.submit}
        </Button>
        <Button type="button" size="sm" variant="default" onClick={onClose}>
          Close
        </Button>
      </div>
    </form>
  );
}
