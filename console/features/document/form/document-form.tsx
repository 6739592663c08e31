import { useMemo } from "react";
import { parseDocuments } from "#core/document/parse-documents.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { DocumentPath } from "#core/model/document-path.ts";
import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import type { ValueEdit } from "#core/revision/edit/value-edit.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { FieldView } from "./field-view.tsx";
import { FormContext, type FormTools } from "./form-context.ts";
import { formFields } from "./form-shape.ts";
import { GroupFields } from "./group-fields.tsx";
import "./document-form.css";

type Props = {
  readonly text: string;
  readonly schema: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
  readonly documents: readonly { readonly ref: string; readonly title: string }[];
  readonly onEdit: (edit: ValueEdit) => void;
};

/** Above so many characters each change in the form would be felt: such a document is edited as text. */
const charactersMax = 300_000;

/** More names than anybody scrolls through. */
const namesMax = 2000;

function useTools({ text, diagnostics, documents, onEdit }: Props, isSmall: boolean) {
  return useMemo(() => {
    const { documents: found, problems } = parseDocuments("", isSmall ? text : "");
    const located = problems.length === 0 && found.length === 1 ? found[0] : undefined;
    const problemsAt = (path: DocumentPath): readonly Diagnostic[] => {
      if (located === undefined || diagnostics.length === 0) return [];
      const [key, value] = [located.locate(path, "key"), located.locate(path, "value")];
      return diagnostics.filter(({ place: { span } }) =>
        [key, value].some(({ line, column }) => line === span.line && column === span.column),
      );
    };
    const tools: FormTools = {
      edit: onEdit,
      problemsAt,
      named: (kinds) =>
        documents.filter(({ ref }) => kinds.includes(ref.split(":")[0] ?? "")).slice(0, namesMax),
      Field: FieldView,
    };
    return { located, tools };
  }, [text, isSmall, diagnostics, documents, onEdit]);
}

/** The same document as its text, for people who do not write YAML: made of the schema of its kind. */
export function DocumentForm(props: Props) {
  const { text, schema } = props;
  const isSmall = text.length <= charactersMax;
  const { located, tools } = useTools(props, isSmall);
  if (!isSmall) {
    return (
      <Notice tone="plain" title="This document is too long for a form">
        <span>It has {text.length.toLocaleString("en")} characters. Change it as text.</span>
      </Notice>
    );
  }
  if (located === undefined || !isJsonObject(located.value)) {
    return (
      <Notice tone="warning" title="The text cannot be shown as a form yet">
        <span>
          It has mistakes that leave open what it says. They are marked in the text; nothing of it is lost.
        </span>
      </Notice>
    );
  }
  const properties = schema["properties"];
  const parts = isJsonObject(properties) ? properties : {};
  const partOf = (key: string) => (isJsonObject(parts[key]) ? formFields(parts[key], schema) : []);
  return (
    <FormContext value={tools}>
      <div className="document-form hf-stack">
        <Panel title="What it is called">
          <div className="panel-body">
            <GroupFields
              fields={partOf("metadata")}
              path={["metadata"]}
              value={located.value["metadata"]}
              isWhole={false}
            />
          </div>
        </Panel>
        <Panel title="What it says">
          <div className="panel-body">
            <GroupFields fields={partOf("spec")} path={["spec"]} value={located.value["spec"]} isWhole />
          </div>
        </Panel>
      </div>
    </FormContext>
  );
}
