import { z } from "zod";
import type { Communication } from "../../model/plan.ts";
import { dateField } from "./date-field.ts";
import { durationField } from "./duration-field.ts";
import { orNull } from "./optional-field.ts";
import { partOwnerField } from "./owner-field.ts";
import { refTo, someone } from "./ref-field.ts";
import { textField } from "./text-field.ts";

/** How one audience is kept informed. */
export const communicationField = z
  .strictObject({
    audience: textField.describe("Who is informed, such as customers or the regulator."),
    owner: partOwnerField,
    channel: orNull(textField, "By what: email, sms, phone, chat, status-page, post …"),
    provider: orNull(
      refTo("vendor", "service", "component"),
      "Who or what carries the channel. Channels that one thing carries fail together.",
    ),
    template: orNull(textField, "The words, with what is to be filled in."),
    cadence: orNull(durationField, "Time between two messages."),
    approver: orNull(refTo(...someone), "Who lets a message go."),
    responsible: orNull(refTo(...someone), "Who writes and sends it."),
    deadline: orNull(durationField, "From the declaration to the first message, where somebody demands it."),
    regulation: orNull(textField, "The law or contract that demands it."),
    reviewedOn: orNull(dateField, "The day on which this part was last looked through."),
  })
  .transform(
    ({ cadence, deadline, ...communication }): Communication => ({
      ...communication,
      cadenceSeconds: cadence,
      deadlineSeconds: deadline,
    }),
  );
