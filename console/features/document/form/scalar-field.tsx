import { NativeSelect, type NativeSelectProps, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useId, useState } from "react";
import type { FieldProps } from "./form-context.ts";
import { useForm } from "./form-context.ts";
import type { FormShape } from "./form-shape.ts";
import { readingOf, typedOf, valueOfTyped } from "./typed-value.ts";

const hints = {
  duration: "such as 90 min, 1h 30m or PT1H30M",
  period: "such as 3 months, 30 days or P1Y",
  percent: "such as 40%",
  moment: "such as 2026-03-31T08:00:00Z",
} as const;

function hintOf(type: string): string | undefined {
  return Object.hasOwn(hints, type) ? hints[type as keyof typeof hints] : undefined;
}

/** What somebody types, handed over when they leave the field: in between it is theirs. */
function useTyped({ field, path, value, order }: FieldProps) {
  const { edit } = useForm();
  const written = typedOf(value);
  const [typed, setTyped] = useState(written);
  useEffect(() => setTyped(written), [written]);
  const commit = (text: string) => {
    if (text === written) return;
    const next = valueOfTyped(field.shape, text);
    if (next !== undefined) edit({ type: "set", path, value: next, order });
    else if (field.isRequired || typeof path.at(-1) === "number")
      edit({ type: "set", path, value: "", order });
    else if (value !== undefined) edit({ type: "remove", path });
  };
  return { typed, setTyped, commit };
}

type ChoiceProps = {
  readonly shared: Pick<NativeSelectProps, "label" | "description" | "withAsterisk" | "error">;
  readonly shape: Extract<FormShape, { readonly type: "choice" | "yes-no" }>;
  readonly typed: string;
  readonly commit: (typed: string) => void;
};

const yesNo: { readonly [value: string]: string } = { true: "yes", false: "no" };

function Choice({ shared, shape, typed, commit }: ChoiceProps) {
  const choices = shape.type === "choice" ? shape.choices : Object.keys(yesNo);
  const word = (choice: string) => (shape.type === "yes-no" ? (yesNo[choice] ?? choice) : choice);
  const unset = shape.fallback === null ? "not set" : `not set (${word(String(shape.fallback))})`;
  const known = typed === "" || choices.includes(typed) ? choices : [...choices, typed];
  return (
    <NativeSelect {...shared} value={typed} onChange={(event) => commit(event.currentTarget.value)}>
      <option value="">{unset}</option>
      {known.map((choice) => (
        <option key={choice} value={choice}>
          {word(choice)}
        </option>
      ))}
    </NativeSelect>
  );
}

/** A value of one piece: text, number, choice, date, duration, reference. */
export function ScalarField(props: FieldProps) {
  const { field, path } = props;
  const { shape } = field;
  const { problemsAt, named } = useForm();
  const list = useId();
  const { typed, setTyped, commit } = useTyped(props);
  const problems = problemsAt(path).map(({ message, help }) =>
    help === null ? message : `${message}: ${help}`,
  );
  const reading = readingOf(shape, typed);
  const description: ReactNode = [field.help, reading === "" ? "" : `Understood as ${reading}.`]
    .filter((part) => part !== "")
    .join(" ");
  const shared = {
    label: field.label,
    description,
    withAsterisk: field.isRequired,
    error: problems.length > 0 ? problems.join("; ") : undefined,
  };
  if (shape.type === "choice" || shape.type === "yes-no") {
    return <Choice shared={shared} shape={shape} typed={typed} commit={commit} />;
  }
  const input = {
    ...shared,
    value: typed,
    placeholder: hintOf(shape.type),
    onBlur: () => commit(typed),
  };
  if (shape.type === "text" && (shape.isLong || typed.includes("\n"))) {
    return (
      <Textarea {...input} autosize minRows={2} onChange={(event) => setTyped(event.currentTarget.value)} />
    );
  }
  const options = shape.type === "reference" ? named(shape.kinds) : [];
  return (
    <>
      <TextInput
        {...input}
        type={shape.type === "date" && (typed === "" || /^\d{4}-\d\d-\d\d$/.test(typed)) ? "date" : "text"}
        inputMode={shape.type === "number" ? "decimal" : undefined}
        list={options.length > 0 ? list : undefined}
        spellCheck={shape.type === "text"}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit(typed);
        }}
      />
      {options.length > 0 ? (
        <datalist id={list}>
          {options.map(({ ref, title }) => (
            <option key={ref} value={ref}>
              {title}
            </option>
          ))}
        </datalist>
      ) : null}
    </>
  );
}
