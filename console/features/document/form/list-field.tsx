import { Button } from "@mantine/core";
import { useState } from "react";
import type { DocumentPath } from "#core/model/document-path.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";
import { type FieldProps, useForm } from "./form-context.ts";
import { emptyValue, type FormShape } from "./form-shape.ts";

/** What an item is called while it is closed: the first thing in it that names it. */
function summaryOf(value: Json): string {
  if (!isJsonObject(value)) return typeof value === "object" ? "nothing yet" : String(value);
  const named = [
    "title",
    "id",
    "name",
    "role",
    "task",
    "audience",
    "who",
    "on",
    "person",
    "code",
    "text",
    "by",
  ];
  const found = named.map((key) => value[key]).find((one) => typeof one === "string" && one !== "");
  if (typeof found === "string") return found;
  const [first] = Object.values(value);
  return Array.isArray(first)
    ? first.join(", ")
    : typeof first === "object"
      ? "…"
      : String(first ?? "nothing yet");
}

type ItemProps = {
  readonly label: string;
  readonly shape: FormShape;
  readonly path: DocumentPath;
  readonly index: number;
  readonly count: number;
  readonly value: Json;
};

function Item({ label, shape, path, index, count, value }: ItemProps) {
  const { edit, Field } = useForm();
  const [isOpen, setOpen] = useState(isJsonObject(value) && Object.values(value).every((one) => one === ""));
  const isPlain = shape.type !== "group" && shape.type !== "either" && shape.type !== "list";
  const name = `${label} ${index + 1}`;
  const field = { key: String(index), label: name, help: "", isRequired: false, shape };
  const body = <Field field={field} path={[...path, index]} value={value} order={[]} />;
  return (
    <li className="form-item">
      <div className="form-item-body">
        {isPlain ? (
          body
        ) : (
          <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>
              <span className="hf-dim">{name}:</span> <bdi>{summaryOf(value)}</bdi>
            </summary>
            {isOpen ? body : null}
          </details>
        )}
      </div>
      <div className="form-item-tools">
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Move ${name} up`}
          disabled={index === 0}
          onClick={() => edit({ type: "move", path, from: index, to: index - 1 })}
        >
          ↑
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Move ${name} down`}
          disabled={index === count - 1}
          onClick={() => edit({ type: "move", path, from: index, to: index + 1 })}
        >
          ↓
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Remove ${name}`}
          onClick={() => edit({ type: "remove", path: [...path, index] })}
        >
          ✕
        </Button>
      </div>
    </li>
  );
}

/** So many items are shown at first: a runbook may have thousands of steps. */
const shownAtFirst = 100;

/** A list: its items are opened, moved, added and taken out. */
export function ListField({ field, path, value, order }: FieldProps) {
  const { edit, problemsAt } = useForm();
  const [shown, setShown] = useState(shownAtFirst);
  if (field.shape.type !== "list") return null;
  const shape = field.shape.item();
  const items = Array.isArray(value) ? (value as readonly Json[]) : [];
  const add = () => edit({ type: "insert", path, at: items.length, value: emptyValue(shape), order });
  const problems = problemsAt(path);
  return (
    <fieldset className="form-part">
      <legend>{field.label}</legend>
      <p className="form-help">{field.help}</p>
      {problems.map(({ code, message }) => (
        <p key={`${code} ${message}`} className="form-problem">
          ▲ {message}
        </p>
      ))}
      <ol className="form-items">
        {items.slice(0, shown).map((item, index) => (
          <Item
            // biome-ignore lint/suspicious/noArrayIndexKey: an item has no other name than its place
            key={index}
            label={field.label}
            shape={shape}
            path={path}
            index={index}
            count={items.length}
            value={item}
          />
        ))}
      </ol>
      <div className="hf-row">
        {items.length > shown ? (
          <Button size="xs" variant="default" onClick={() => setShown(shown + shownAtFirst)}>
            {`Show more of ${items.length}`}
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={add}>
          {`Add to ${field.label.toLowerCase()}`}
        </Button>
      </div>
    </fieldset>
  );
}
