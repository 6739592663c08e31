import { type ComponentType, createContext, useContext } from "react";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { DocumentPath } from "#core/model/document-path.ts";
import type { Json } from "#core/model/json.ts";
import type { ValueEdit } from "#core/revision/edit/value-edit.ts";
import type { FormField } from "./form-shape.ts";

/** One field on the screen: what it is, where it stands, and what is written there. */
export type FieldProps = {
  readonly field: FormField;
  readonly path: DocumentPath;
  /** undefined: nothing is written. */
  readonly value: Json | undefined;
  /** The fields of what holds it, in their order. */
  readonly order: readonly string[];
};

/** What every field of a form shares. */
export type FormTools = {
  readonly edit: (edit: ValueEdit) => void;
  /** What the checker says of the value at this very place. */
  readonly problemsAt: (path: DocumentPath) => readonly Diagnostic[];
  /** Documents that may be named, by kind. */
  readonly named: (kinds: readonly string[]) => readonly { readonly ref: string; readonly title: string }[];
  /** A field of any shape: fields hold fields. */
  readonly Field: ComponentType<FieldProps>;
};

export const FormContext = createContext<FormTools | null>(null);

/** The tools of the form around. */
export function useForm(): FormTools {
  const tools = useContext(FormContext);
  if (tools === null) throw new Error("a field stands outside a form");
  return tools;
}
