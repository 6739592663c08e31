import { NativeSelect } from "@mantine/core";
import { isJsonObject, type Json } from "#core/model/json.ts";
import { type FieldProps, useForm } from "./form-context.ts";
import { emptyValue, type FormShape, optionOf } from "./form-shape.ts";

/** A value in another way of writing it: what was written is carried over where it has a place there. */
function carried(value: Json | undefined, shape: FormShape): Json {
  const empty = emptyValue(shape);
  const text =
    typeof value === "string"
      ? value
      : isJsonObject(value)
        ? Object.values(value).find((one): one is string => typeof one === "string")
        : undefined;
  if (typeof empty === "string") return text ?? empty;
  if (!isJsonObject(empty)) return empty;
  const first = Object.keys(empty).find((key) => empty[key] === "");
  const kept = isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => Object.hasOwn(empty, key)))
    : {};
  const list = Object.keys(empty).find((key) => Array.isArray(empty[key]));
  if (text !== undefined && first !== undefined) return { ...empty, [first]: text, ...kept };
  return text !== undefined && list !== undefined
    ? { ...empty, [list]: [text], ...kept }
    : { ...empty, ...kept };
}

/** A value that can be written in several ways: which one, and then its fields. */
export function EitherField({ field, path, value, order }: FieldProps) {
  const { edit, Field } = useForm();
  if (field.shape.type !== "either") return null;
  const { options } = field.shape;
  const chosen = optionOf(options, value);
  const shape = options[chosen]?.shape;
  return (
    <div className="form-group">
      <NativeSelect
        label={`${field.label}: how it is said`}
        description={field.help}
        value={String(chosen)}
        onChange={(event) => {
          const next = options[Number(event.currentTarget.value)];
          if (next !== undefined) edit({ type: "set", path, value: carried(value, next.shape), order });
        }}
      >
        {options.map(({ label }, index) => (
          <option key={label} value={String(index)}>
            {label}
          </option>
        ))}
      </NativeSelect>
      {shape === undefined ? null : (
        <Field key={chosen} field={{ ...field, help: "", shape }} path={path} value={value} order={order} />
      )}
    </div>
  );
}
