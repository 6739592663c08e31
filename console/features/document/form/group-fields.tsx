import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { DocumentPath } from "#core/model/document-path.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";
import { Notice } from "../../../ui/notice.tsx";
import { useForm } from "./form-context.ts";
import type { FormField } from "./form-shape.ts";

type Props = {
  readonly fields: readonly FormField[];
  readonly path: DocumentPath;
  readonly value: Json | undefined;
  /** Whether fields in which nothing is written are shown too; otherwise they are added by name. */
  readonly isWhole: boolean;
};

/** The fields of a document, or of a part of it. */
export function GroupFields({ fields, path, value, isWhole }: Props) {
  const { Field } = useForm();
  const [added, setAdded] = useState<readonly string[]>([]);
  const map = isJsonObject(value) ? value : {};
  const order = fields.map(({ key }) => key);
  const isShown = ({ key, isRequired }: FormField) =>
    isWhole || isRequired || Object.hasOwn(map, key) || added.includes(key);
  const hidden = fields.filter((field) => !isShown(field));
  const unknown = Object.keys(map).filter((key) => !order.includes(key));
  return (
    <div className="form-group">
      {fields.filter(isShown).map((field) => (
        <Field
          key={field.key}
          field={field}
          path={[...path, field.key]}
          value={Object.hasOwn(map, field.key) ? map[field.key] : undefined}
          order={order}
        />
      ))}
      {unknown.length > 0 ? (
        <Notice tone="warning">
          <span>The form knows no field {unknown.join(", ")}. It stays as it is; change it as text.</span>
        </Notice>
      ) : null}
      {hidden.length > 0 ? (
        <NativeSelect
          className="form-add"
          label="Add a field"
          value=""
          onChange={(event) => setAdded([...added, event.currentTarget.value])}
        >
          <option value="">choose…</option>
          {hidden.map(({ key, label, help }) => (
            <option key={key} value={key}>
              {help === "" ? label : `${label}: ${help}`}
            </option>
          ))}
        </NativeSelect>
      ) : null}
    </div>
  );
}
