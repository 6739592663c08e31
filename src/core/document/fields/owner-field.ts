import { orNull } from "./optional-field.ts";
import { refTo, someone } from "./ref-field.ts";
import { textField } from "./text-field.ts";

/** `description`, which every kind may have. */
export const descriptionField = orNull(
  textField,
  "What it is, in a sentence or two, for whoever has never heard of it.",
);

/** `owner`, which every kind has that somebody must look after. */
export const ownerField = orNull(
  refTo(...someone),
  "Who answers for this document being true: a team or a person.",
);

/** `owner` of a part of a document. */
export const partOwnerField = orNull(refTo(...someone), "Who answers for this part.");
