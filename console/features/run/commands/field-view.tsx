import { NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { usePeople } from "../../identity/people.ts";
import type { Field } from "./command-form.ts";
import { EvidenceField } from "./evidence-field.tsx";

type Props = {
  readonly field: Field;
  readonly value: string;
  /** Takes the focus: the form was asked for a moment ago. */
  readonly isFirst: boolean;
  readonly onChange: (value: string) => void;
};

type Of<Kind extends Field["kind"]> = Props & { readonly field: Extract<Field, { readonly kind: Kind }> };

function TextField({ field, value, isFirst, onChange }: Of<"text">) {
  const shared = {
    label: field.label,
    value,
    required: field.isRequired,
    autoFocus: isFirst,
    // A dialog gives the focus itself, and asks for this.
    "data-autofocus": isFirst || undefined,
    maxLength: 10_000,
    dir: "auto",
    ...(field.help === undefined ? {} : { description: field.help }),
  };
  return field.lines === 1 ? (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <Textarea {...shared} rows={field.lines} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

function ChoiceField({ field, value, onChange }: Of<"choice">) {
  return (
    <Radio.Group label={field.label} value={value} onChange={onChange} required>
      <div className="command-choice">
        {field.options.map((option) => (
          <Radio key={option.value} value={option.value} label={option.label} description={option.note} />
        ))}
      </div>
    </Radio.Group>
  );
}

function WhoField({ field, value, isFirst, onChange }: Of<"who">) {
  const people = usePeople();
  const teams = [...new Set(people.flatMap((person) => person.teams))].sort();
  const named = field.only === "team" ? [] : people;
  const shownTeams = field.only === "person" ? [] : teams;
  const isKnown = [...shownTeams, ...named.map(({ ref }) => ref)].some((ref) => ref === value);
  return (
    <NativeSelect
      label={field.label}
      value={value}
      required
      autoFocus={isFirst}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {isKnown ? null : <option value={value}>{value === "" ? "choose" : value}</option>}
      {shownTeams.length === 0 ? null : (
        <optgroup label="Teams">
          {shownTeams.map((team) => (
            <option key={team}>{team}</option>
          ))}
        </optgroup>
      )}
      {named.length === 0 ? null : (
        <optgroup label="People">
          {named.map(({ ref, title }) => (
            <option key={ref} value={ref}>
              {title.slice(0, 80)}
            </option>
          ))}
        </optgroup>
      )}
    </NativeSelect>
  );
}

function JsonField({ field, value, onChange }: Of<"json">) {
  return (
    <details>
      <summary>{field.label}</summary>
      <Textarea
        className="command-json"
        aria-label={field.label}
        description={field.help}
        value={value}
        rows={8}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </details>
  );
}

/** One question of a form. */
export function FieldView(props: Props) {
  const { field, value, onChange } = props;
  switch (field.kind) {
    case "text":
      return <TextField {...props} field={field} />;
    case "choice":
      return <ChoiceField {...props} field={field} />;
    case "who":
      return <WhoField {...props} field={field} />;
    case "json":
      return <JsonField {...props} field={field} />;
    case "evidence":
      return <EvidenceField label={field.label} value={value} onChange={onChange} />;
    case "typed":
      return (
        <TextInput
          label={field.label}
          description={field.phrase}
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return field satisfies never;
  }
}
