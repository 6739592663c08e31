import { z } from "zod";
import type { RunbookStep } from "../../model/runbook.ts";
import { actionField, checkField } from "./call-field.ts";
import { conditionField } from "./condition-field.ts";
import { dateField } from "./date-field.ts";
import { durationField, stepDurationField } from "./duration-field.ts";
import { nameField } from "./name-field.ts";
import { listOf, mapOf, orNull } from "./optional-field.ts";
import { refKeyTo, refTo, someone } from "./ref-field.ts";
import { textField } from "./text-field.ts";

const someoneField = refTo(...someone);

const decisionField = z
  .strictObject({
    question: textField.describe(
      "What is to be decided, so that it can be answered at three in the morning.",
    ),
    authority: someoneField.describe("Who may decide."),
    options: listOf(
      z.strictObject({
        id: nameField.describe("Its name; conditions of later steps refer to it."),
        title: textField.optional().describe("What taking it means."),
        effect: z
          .enum(["continue", "undo", "abort"])
          .default("continue")
          .describe("What it does to the run: go on, take all back, or stop here."),
      }),
      "The answers there are, at least two.",
    ),
    timeout: orNull(durationField, "After this long the default option is taken. Left out: it waits."),
    default: orNull(textField, "The option taken after the timeout."),
  })
  .transform(({ timeout, default: defaultOption, options, ...decision }) => ({
    ...decision,
    options: options.map(({ title, ...option }) => ({ ...option, title: title ?? option.id })),
    timeoutSeconds: timeout,
    defaultOption,
  }));

const approvalField = z.strictObject({
  by: someoneField.describe("Whose approval it takes; who does the step cannot give it."),
  quorum: z.int().min(1).default(1).describe("How many of them must approve."),
  notTheStarter: z.boolean().default(false).describe("Whether the starter of the run is excluded."),
});

const retryField = z
  .strictObject({
    attempts: z.int().min(1).max(100).describe("How often it is tried in all."),
    backoff: durationField.default(1).describe("Pause before each further attempt."),
  })
  .transform(({ attempts, backoff }) => ({ attempts, backoffSeconds: backoff }));

const riskField = z.strictObject({
  probability: z.number().min(0).lt(1).describe("How often one attempt fails: 0.05 is once in twenty."),
  repair: orNull(
    stepDurationField,
    "How long it takes people to put it right once all attempts (`retry`) have failed. Left out: unknown, which is not zero.",
  ),
});

const sharedCauseField = z.strictObject({
  name: nameField.describe("What makes them slow together; all steps of one runbook that name it do so."),
  strength: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe("0: they have nothing in common; 1: all are slow or none is."),
});

const personField = z.strictObject({
  instructions: textField.describe("What the person does, so that somebody who has never done it can."),
  evidence: z
    .enum(["required", "optional"])
    .default("optional")
    .describe("Whether something must be attached that shows it was done."),
});

const grantField = z
  .strictObject({
    on: refTo("component").describe("The component they are let into."),
    connector: nameField.describe("The connector that lets them in, such as postgres or ssh."),
    as: z
      .array(textField)
      .min(1)
      .describe("Roles of the database or principals of the host, of those that its access may grant."),
    limit: durationField.default(1800).describe("The longest it lasts, though the step be open for longer."),
    approver: orNull(someoneField, "Whose approval it takes. Left out: any approver or commander."),
  })
  .transform(({ limit, ...grant }) => ({ ...grant, limitSeconds: limit }));

/** A step of a runbook. That it does exactly one kind of work is for a rule to say. */
export const stepField: z.ZodType<RunbookStep> = z
  .lazy(() =>
    z
      .strictObject({
        id: nameField.describe("Its name within the runbook."),
        title: orNull(textField, "What it does, as people read it."),
        phase: orNull(
          z.enum(["mobilise", "execute", "verify", "traffic", "restore"]),
          "The part of the clock its time counts to; restore is after the service is back.",
        ),
        after: orNull(
          z.array(textField),
          "The steps it waits for. Left out: the step before it; empty: it starts at once.",
        ),
        when: orNull(conditionField, "When it is needed at all."),
        accountable: orNull(
          someoneField,
          "Who answers for it: exactly one. Left out: whoever does for the runbook.",
        ),
        responsible: orNull(someoneField, "Who does it. Left out: whoever is accountable."),
        consulted: listOf(someoneField, "Who is asked before."),
        informed: listOf(someoneField, "Who is told after."),
        role: orNull(textField, "The role of a plan whose holder does it."),
        precondition: listOf(checkField, "What must hold before it starts."),
        approval: orNull(approvalField, "Who must agree before it starts."),
        duration: orNull(
          stepDurationField,
          "How long it takes: one duration, {min, likely, max}, or {median, p90} where the tail is long. Left out: unknown, which is not zero.",
        ),
        mayFail: orNull(
          riskField,
          "How often it fails, and what that costs. Left out: it is taken to succeed.",
        ),
        sharedCause: orNull(sharedCauseField, "What makes it slow together with other steps."),
        needs: mapOf(
          z.number().min(0).max(1000),
          'Shares of teams, components and contracts while it runs: { "team:dba": 0.5, "component:tapes": 1 }.',
          refKeyTo(...someone, "component", "contract"),
        ),
        action: orNull(actionField, "What a connector does."),
        person: orNull(personField, "What a person does."),
        wait: orNull(durationField, "How long nothing is done."),
        decision: orNull(decisionField, "What is decided."),
        steps: orNull(z.array(stepField).min(1), "Sub-steps; they start together unless they say otherwise."),
        verify: listOf(checkField, "What must hold afterwards; a step with nothing else only looks."),
        undo: orNull(actionField, "How what it did is taken back."),
        temporary: z
          .boolean()
          .default(false)
          .describe(
            "Whether what it changes must be taken back before all is normal again; it then needs an undo.",
          ),
        retry: orNull(retryField, "How often it is tried again when it fails."),
        timeout: orNull(durationField, "Limit of one attempt. Left out: the connector's own."),
        workaround: orNull(textField, "What people do by hand when the automation is not available."),
        grants: listOf(
          grantField,
          "Access that whoever carries it out is given while it is open, once it is approved.",
        ),
        validatedOn: orNull(dateField, "The day on which what it does was last proven outside a crisis."),
      })
      .transform(
        ({ wait, timeout, ...step }): RunbookStep => ({
          ...step,
          waitSeconds: wait,
          timeoutSeconds: timeout,
        }),
      ),
  )
  .meta({ id: "Step" });
