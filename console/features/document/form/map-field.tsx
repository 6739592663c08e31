import { Button, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { isJsonObject } from "#core/model/json.ts";
import { type FieldProps, useForm } from "./form-context.ts";
import { emptyValue } from "./form-shape.ts";

type NewKeyProps = {
  readonly label: string;
  readonly taken: readonly string[];
  readonly options: readonly { readonly ref: string; readonly title: string }[];
  readonly onAdd: (name: string) => void;
};

function NewKey({ label, taken, options, onAdd }: NewKeyProps) {
  const [key, setKey] = useState("");
  const list = useId();
  const name = key.trim();
  const isTaken = taken.includes(name);
  const add = () => {
    if (name === "" || isTaken) return;
    onAdd(name);
    setKey("");
  };
  return (
    <div className="hf-row form-new-key">
      <TextInput
        aria-label={`New name in ${label.toLowerCase()}`}
        placeholder="name"
        list={options.length > 0 ? list : undefined}
        error={isTaken ? "is there already" : undefined}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
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
      <Button size="xs" variant="default" onClick={add}>
        Add
      </Button>
    </div>
  );
}

/** A map whose keys people choose: labels, amounts by unit, shares by team. */
export function MapField({ field, path, value, order }: FieldProps) {
  const { edit, named, Field } = useForm();
  if (field.shape.type !== "map") return null;
  const { key: keyShape } = field.shape;
  const inner = field.shape.value();
  const map = isJsonObject(value) ? value : {};
  const options = keyShape.type === "reference" ? named(keyShape.kinds) : [];
  const add = (name: string) => {
    const first = emptyValue(inner);
    if (value === undefined) edit({ type: "set", path, value: { [name]: first }, order });
    else edit({ type: "set", path: [...path, name], value: first });
  };
  return (
    <fieldset className="form-part">
      <legend>{field.label}</legend>
      <p className="form-help">{field.help}</p>
      <ul className="form-items">
        {Object.entries(map).map(([name, item]) => (
          <li key={name} className="form-item">
            <div className="form-item-body">
              <Field
                field={{ key: name, label: name, help: "", isRequired: true, shape: inner }}
                path={[...path, name]}
                value={item}
                order={[]}
              />
            </div>
            <div className="form-item-tools">
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Remove ${name}`}
                onClick={() => edit({ type: "remove", path: [...path, name] })}
              >
                ✕
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <NewKey label={field.label} taken={Object.keys(map)} options={options} onAdd={add} />
    </fieldset>
  );
}
