import { z } from "zod";
import type { PlanSpec } from "../../model/plan.ts";
import { dateField, periodField } from "../fields/date-field.ts";
import { clockField } from "../fields/clock-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField, partOwnerField } from "../fields/owner-field.ts";
import { communicationField } from "../fields/communication-field.ts";
import { dependable, refTo, someone } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

const someoneField = refTo(...someone);
const reviewedOn = orNull(dateField, "The day on which this part was last looked through.");

const activationField = z.strictObject({
  owner: partOwnerField,
  callOut: z
    .enum(["at-once", "by-a-person"])
    .default("by-a-person")
    .describe(
      "Whether its roles, and those who may declare, are called at once when monitors open an incident about what it covers.",
    ),
  criteria: listOf(
    z.strictObject({
      text: textField.describe("What must be the case."),
      monitor: orNull(refTo("monitor"), "The monitor that sees it."),
    }),
    "When the plan is put into force; one of them is enough.",
  ),
  reviewedOn,
});

const authorityField = z.strictObject({
  declare: listOf(
    z
      .strictObject({
        who: someoneField.describe("Who may declare."),
        after: orNull(durationField, "How long nobody before them must have answered. The first needs none."),
      })
      .transform(({ who, after }) => ({ who, afterSeconds: after })),
    "Who may declare a disaster, deputies after whom they stand in for.",
  ),
  quorum: z.int().min(1).default(1).describe("How many of them must agree."),
  standDown: orNull(someoneField, "Who may end it."),
});

const roleField = z.strictObject({
  role: textField.describe("Its name, as steps of runbooks refer to it."),
  holder: orNull(someoneField, "Who plays it."),
  deputies: listOf(someoneField, "Who plays it when the holder cannot, in this order."),
});

const raciField = z.strictObject({
  task: textField.describe("What is done."),
  accountable: listOf(someoneField, "Who answers for it: exactly one."),
  responsible: listOf(someoneField, "Who does it."),
  consulted: listOf(someoneField, "Who is asked before."),
  informed: listOf(someoneField, "Who is told after."),
});

const workaroundField = z.strictObject({
  for: refTo(...dependable).describe("What is missing meanwhile."),
  owner: partOwnerField,
  text: textField.describe("What people do instead."),
  reviewedOn,
});

const returnField = z.strictObject({
  owner: partOwnerField,
  runbooks: listOf(refTo("runbook"), "The runbooks that bring everything back."),
  text: orNull(textField, "What else belongs to it."),
  reviewedOn,
});

const standDownField = z.strictObject({
  owner: partOwnerField,
  criteria: listOf(textField, "What must hold before the plan is put out of force; all of them."),
  reviewedOn,
});

const reviewField = z.strictObject({
  cycle: orNull(periodField, "How often it is looked through, such as P12M."),
  lastOn: orNull(dateField, "When it last was."),
  by: orNull(someoneField, "By whom."),
});

const signOffField = z.strictObject({
  by: someoneField.describe("Who agrees."),
  on: dateField.describe("The day of the signature."),
  expiresOn: orNull(dateField, "The last day on which it counts."),
  revision: orNull(textField, "The revision that was signed."),
});

/** `spec` of a Plan. */
export const planSpec: z.ZodType<PlanSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  changedOn: orNull(
    dateField,
    "The day of its last change of substance. Exercises before it no longer prove it.",
  ),
  covers: listOf(refTo("service", "function"), "What it brings back."),
  scenarios: listOf(refTo("scenario"), "What it is for."),
  activation: orNull(activationField, "When it is put into force."),
  authority: orNull(authorityField, "Who may put it into force, and end it."),
  clock: orNull(
    clockField,
    "How long the parts of an outage take for which no step stands; forecasts count them in with `--outage`.",
  ),
  roles: listOf(roleField, "Parts that people play while it is in force."),
  raci: listOf(raciField, "Who answers for what, who does it, who is asked, who is told."),
  communication: listOf(communicationField, "How each audience is kept informed."),
  runbooks: listOf(refTo("runbook"), "What is carried out."),
  workarounds: listOf(workaroundField, "How people get by meanwhile."),
  returnToNormal: orNull(returnField, "How everything gets back to where it was."),
  standDown: orNull(standDownField, "When it is over."),
  controlPath: listOf(
    refTo("service", "component", "vendor", "site"),
    "What must work for the plan to be carried out at all.",
  ),
  review: orNull(reviewField, "How often it is looked through, and when it last was."),
  signOffs: listOf(signOffField, "Who has agreed to it."),
});
