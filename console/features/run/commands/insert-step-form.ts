import { type CommandForm, minutesOf, reasonField, type StepContext } from "./command-form.ts";

/** A name for a step made from its title; `count` keeps two of one title apart. */
export function stepName(title: string, count: number): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${words === "" ? "inserted" : words.replace(/-+$/, "")}-${count + 1}`;
}

/** Asks for a step that a person does, to be put before another. */
export function insertStepForm({ run, step }: StepContext): CommandForm {
  return {
    title: `Insert a step before “${step.title}”`,
    submit: "Insert the step",
    tone: "primary",
    explains:
      "A task for a person. It starts when what this step waits for is done, and this step waits for it.",
    affects: [],
    fields: [
      { kind: "text", name: "title", label: "Title", isRequired: true, lines: 1 },
      { kind: "text", name: "instructions", label: "Instructions", isRequired: true, lines: 3 },
      { kind: "who", name: "accountable", label: "Accountable team", only: "team" },
      {
        kind: "text",
        name: "minutes",
        label: "Minutes it takes (optional)",
        help: "Left open, the forecast is a lower bound.",
        isRequired: false,
        lines: 1,
      },
      reasonField,
    ],
    initial: { accountable: step.accountable },
    isPlanChange: true,
    send: (draft) => {
      const title = (draft["title"] ?? "").trim();
      return {
        to: "insert",
        body: {
          step: {
            id: stepName(title, run.steps.length),
            title,
            accountable: draft["accountable"] ?? step.accountable,
            ...(minutesOf(draft) === null ? {} : { duration: `PT${minutesOf(draft) ?? 0}S` }),
            person: { instructions: (draft["instructions"] ?? "").trim() },
          },
          before: [step.id],
          reason: (draft["reason"] ?? "").trim(),
        },
      };
    },
  };
}
