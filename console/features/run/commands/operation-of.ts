import type { Operation } from "../../identity/use-refusal.ts";
import type { RunFormType } from "./run-command-forms.ts";
import type { StepFormType } from "./step-command-forms.ts";

type FormType = RunFormType | StepFormType;

/** The operation of the API that gives a command: the same words, so that the compiler sees a missing one. */
export function operationOf(command: FormType): Operation {
  const operation = `${command.charAt(0).toLowerCase()}${command.slice(1)}`;
  return operation as Uncapitalize<FormType> satisfies Operation;
}
