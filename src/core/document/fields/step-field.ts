import { z } from "zod";
import type { RunbookStep } from "../../model/runbook.ts";
import { actionField, checkField } from "./call-field.ts";
import { conditionField } from "./condition-field.ts";
import { durationField, stepDurationField } from "./duration-field.ts";
import { nameField } from "./name-field.ts";
import { listOf, orNull } from "./optional-field.ts";
import { refField } from "./ref-field.ts";
import { textField } from "./text-field.ts";

const decisionField = z
  .strictObject({
    question: textField,
    authority: refField,
    options: listOf(
      z.strictObject({
        id: nameField,
        title: textField.optional(),
        effect: z.enum(["continue", "undo", "abort"]).default("continue"),
      }),
    ),
    timeout: orNull(durationField),
    default: orNull(textField),
  })
  .transform(({ timeout, default: defaultOption, options, ...decision }) => ({
    ...decision,
    options: options.map(({ title, ...option }) => ({ ...option, title: title ?? option.id })),
    timeoutSeconds: timeout,
    defaultOption,
  }));

const approvalField = z.strictObject({
  by: refField,
  quorum: z.int().min(1).default(1),
  notTheStarter: z.boolean().default(false),
});

const retryField = z
  .strictObject({ attempts: z.int().min(1).max(100), backoff: durationField.default(1) })
  .transform(({ attempts, backoff }) => ({ attempts, backoffSeconds: backoff }));

const personField = z.strictObject({
  instructions: textField,
  evidence: z.enum(["required", "optional"]).default("optional"),
});

/** A step of a runbook. That it does exactly one kind of work is for a rule to say. */
export const stepField: z.ZodType<RunbookStep> = z.lazy(() =>
  z
    .strictObject({
      id: nameField,
      title: orNull(textField),
      after: orNull(z.array(textField)),
      phase: orNull(z.enum(["mobilise", "execute", "verify", "traffic", "restore"])),
      accountable: orNull(refField),
      responsible: orNull(refField),
      consulted: listOf(refField),
      informed: listOf(refField),
      duration: orNull(stepDurationField),
      needs: z.record(z.string(), z.number().min(0).max(1000)).default({}),
      action: orNull(actionField),
      person: orNull(personField),
      wait: orNull(durationField),
      decision: orNull(decisionField),
      steps: orNull(z.array(stepField).min(1)),
      when: orNull(conditionField),
      precondition: listOf(checkField),
      approval: orNull(approvalField),
      verify: listOf(checkField),
      undo: orNull(actionField),
      retry: orNull(retryField),
      timeout: orNull(durationField),
      workaround: orNull(textField),
    })
    .transform(
      ({ wait, timeout, ...step }): RunbookStep => ({ ...step, waitSeconds: wait, timeoutSeconds: timeout }),
    ),
);
