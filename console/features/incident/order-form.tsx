import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { JsonObject } from "#core/model/json.ts";
import type { IncidentOrderPath } from "../../api/incidents.ts";
import { CheckBox } from "../../ui/check-box.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { type Draft, useDraft } from "../../ui/use-draft.ts";
import { usePeople } from "../identity/people.ts";
import { useOrderRefusal, useTell } from "./incident-queries.ts";

/** One thing that a form asks. */
export type OrderField = {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly kind: "line" | "text" | "person" | "check" | "choice";
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly isOptional?: boolean;
};

/** What a form tells an incident. */
export type OrderForm = {
  readonly path: IncidentOrderPath;
  /** On the button that opens it, and on the one that sends it. */
  readonly label: string;
  readonly tone?: "primary" | "plain" | "danger" | "destructive";
  readonly fields: readonly OrderField[];
  readonly initial?: Draft;
  /** Throws an Error whose message is for the person when the draft cannot be sent. */
  readonly body: (draft: Draft) => JsonObject;
  /** What stands above the fields: what will happen. */
  readonly explains?: ReactNode;
};

type Props = { readonly incident: string; readonly form: OrderForm; readonly refusal?: string | null };

function FieldInput({
  field,
  value,
  onChange,
}: {
  readonly field: OrderField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const people = usePeople();
  const { label, kind, help, options = [], isOptional = false } = field;
  const shared = { label, required: !isOptional, ...(help === undefined ? {} : { description: help }) };
  const typed = { ...shared, value, maxLength: 10_000, dir: "auto" };
  if (kind === "line")
    return <TextInput {...typed} onChange={(event) => onChange(event.currentTarget.value)} />;
  if (kind === "text") {
    return <Textarea {...typed} rows={3} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  if (kind === "check") {
    const isChecked = value === "yes";
    const toggle = () => onChange(isChecked ? "" : "yes");
    return <CheckBox label={label} help={help} isChecked={isChecked} onChange={toggle} />;
  }
  const choices =
    kind === "person" ? people.map(({ ref, title }) => ({ value: ref, label: title })) : options;
  return (
    <NativeSelect {...shared} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">choose</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label.slice(0, 80)}
        </option>
      ))}
    </NativeSelect>
  );
}

function missingOf({ fields }: OrderForm, draft: Draft): string | null {
  const found = fields.find(
    ({ name, kind, isOptional }) =>
      kind !== "check" && isOptional !== true && (draft[name] ?? "").trim() === "",
  );
  return found === undefined ? null : `${found.label}: fill it in.`;
}

/** A button that opens its form beside it; what was typed is kept until the server has taken it. */
export function OrderAction({ incident, form, refusal = null }: Props) {
  const [isOpen, setOpen] = useState(false);
  const mayNot = useOrderRefusal()(form.path) ?? refusal;
  if (!isOpen) {
    const tone = form.tone === "destructive" ? "danger" : (form.tone ?? "plain");
    return (
      <ReasonedButton isSmall label={form.label} tone={tone} refusal={mayNot} onPress={() => setOpen(true)} />
    );
  }
  return <OpenForm incident={incident} form={form} refusal={mayNot} onClose={() => setOpen(false)} />;
}

function OpenForm({ incident, form, refusal, onClose }: Required<Props> & { readonly onClose: () => void }) {
  const { draft, setField, clear } = useDraft(
    `incident.${incident}.${form.path}.${form.label}`,
    form.initial ?? {},
  );
  const tell = useTell(incident);
  const [problem, setProblem] = useState<Error | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = missingOf(form, draft);
    if (missing !== null) return setProblem(new Error(missing));
    try {
      const order = { path: form.path, body: form.body(draft) };
      setProblem(null);
      tell.mutate(order, {
        onSuccess: () => {
          clear();
          onClose();
        },
      });
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <form className="order-form" onSubmit={submit} noValidate aria-label={form.label}>
      {form.explains}
      {form.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={draft[field.name] ?? ""}
          onChange={(value) => setField(field.name, value)}
        />
      ))}
      <ProblemNotice error={problem ?? tell.error} />
      <div className="order-buttons">
        <ReasonedButton
          isSmall
          label={form.label}
          tone={form.tone ?? "primary"}
          refusal={refusal}
          isBusy={tell.isPending}
        />
        <ReasonedButton isSmall label="Close" tone="plain" refusal={null} onPress={onClose} />
      </div>
    </form>
  );
}
