import { Notice } from "../../../ui/notice.tsx";
import { EitherField } from "./either-field.tsx";
import type { FieldProps } from "./form-context.ts";
import { fits } from "./form-shape.ts";
import { FreeField } from "./free-field.tsx";
import { GroupFields } from "./group-fields.tsx";
import { ListField } from "./list-field.tsx";
import { MapField } from "./map-field.tsx";
import { ScalarField } from "./scalar-field.tsx";

/** A field in the form that its shape asks for. What does not fit its shape is left alone and shown as it is. */
export function FieldView(props: FieldProps) {
  const { field, path, value } = props;
  const { shape, label, help } = field;
  if (!fits(shape, value)) {
    const isText = typeof value !== "object";
    return isText && shape.type !== "list" && shape.type !== "group" && shape.type !== "map" ? (
      <ScalarField {...props} />
    ) : (
      <Notice tone="warning" title={label}>
        <span>What stands here is not what this field holds. Change it as text.</span>
      </Notice>
    );
  }
  switch (shape.type) {
    case "group":
      // An item of a list has its name in its summary already.
      return typeof path.at(-1) === "number" || help === "" ? (
        <GroupFields fields={shape.fields()} path={path} value={value} isWhole={false} />
      ) : (
        <fieldset className="form-part">
          <legend>{label}</legend>
          <p className="form-help">{help}</p>
          <GroupFields
            fields={shape.fields()}
            path={path}
            value={value}
            isWhole={shape.fields().length <= 6}
          />
        </fieldset>
      );
    case "list":
      return <ListField {...props} />;
    case "map":
      return <MapField {...props} />;
    case "either":
      return <EitherField {...props} />;
    case "free":
      return <FreeField {...props} />;
    case "text":
    case "choice":
    case "yes-no":
    case "number":
    case "duration":
    case "period":
    case "percent":
    case "date":
    case "moment":
    case "reference":
      return <ScalarField {...props} />;
    default:
      return shape satisfies never;
  }
}
