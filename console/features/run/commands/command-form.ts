import type { StepDefinition } from "#core/model/step.ts";
import type { RunView, StepView } from "#core/run/view.ts";
import type { RunCommand } from "../../../api/run-command.ts";
import type { Draft } from "../../../ui/use-draft.ts";

export type ChoiceOption = { readonly value: string; readonly label: string; readonly note: string | null };

/** A question that the form of a command asks. All answers are kept as text until they are sent. */
export type Field =
  | {
      readonly kind: "text";
      readonly name: string;
      readonly label: string;
      readonly help?: string;
      readonly isRequired: boolean;
      readonly lines: number;
    }
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly options: readonly ChoiceOption[];
    }
  | { readonly kind: "who"; readonly name: string; readonly label: string; readonly only?: "team" | "person" }
  | { readonly kind: "json"; readonly name: string; readonly label: string; readonly help: string }
  | { readonly kind: "evidence"; readonly name: string; readonly label: string; readonly isRequired: boolean }
  /** Must be typed to go on: for what cannot be taken back. */
  | { readonly kind: "typed"; readonly name: string; readonly label: string; readonly phrase: string };

/** The form of a command: what it asks, what it does, and what is sent. */
export type CommandForm = {
  readonly title: string;
  /** The words on the button that sends it. */
  readonly submit: string;
  readonly tone: "primary" | "danger";
  /** What will happen, before it does; null where the title says it. */
  readonly explains: string | null;
  /** What it touches, one thing per line. */
  readonly affects: readonly string[];
  readonly fields: readonly Field[];
  readonly initial: Draft;
  /** Whether it changes what is still to be done: then what that does to the forecast is shown. */
  readonly isPlanChange?: boolean;
  /** What is sent. Throws `SyntaxError` on text that should be JSON and is not. */
  readonly send: (draft: Draft) => RunCommand;
};

/** What a form is made from. */
export type StepContext = {
  readonly run: RunView;
  readonly step: StepView;
  /** null until the events of the run are read. */
  readonly definition: StepDefinition | null;
  /** Who would give the command, in words. */
  readonly asker: string;
};

export const reasonField: Field = {
  kind: "text",
  name: "reason",
  label: "Reason",
  help: "Stands in the record of the run.",
  isRequired: true,
  lines: 2,
};

/** How long an inserted step is said to take, in seconds; null where nothing sensible is said. */
export function minutesOf(draft: Draft): number | null {
  const minutes = Number((draft["minutes"] ?? "").replace(",", "."));
  return Number.isFinite(minutes) && minutes > 0 ? minutes * 60 : null;
}

/** The first unanswered required field, in words; null when the form can be sent. */
export function missingAnswer(form: CommandForm, draft: Draft): string | null {
  for (const field of form.fields) {
    const value = (draft[field.name] ?? "").trim();
    if (field.kind === "text" && field.isRequired && value === "") return `${field.label} is missing.`;
    if ((field.kind === "choice" || field.kind === "who") && value === "")
      return `${field.label}: choose one.`;
    if (field.kind === "evidence" && field.isRequired && (value === "" || value === "[]")) {
      return "Evidence is required: add at least one piece.";
    }
    if (field.kind === "typed" && value !== field.phrase) return `Type “${field.phrase}” to go on.`;
  }
  return null;
}
