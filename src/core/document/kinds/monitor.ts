import { z } from "zod";
import { type MonitorSpec, witnessAspects } from "../../model/monitor.ts";
import { checkField } from "../fields/call-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, mapOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { dependable, refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** What is flapping where a monitor does not say it. */
const flappingDefault = { failures: 3, withinSeconds: 3600 };

const flappingField = z
  .strictObject({
    failures: z.int().min(2).describe("So many failures, each over again in between."),
    within: durationField.describe("Counted over so long."),
  })
  .transform(({ failures, within }) => ({ failures, withinSeconds: within }));

const thresholdField = z
  .strictObject({
    for: orNull(durationField, "How long the check must fail before it counts. Left out: at once."),
    quorum: z.int().min(1).default(1).describe("How many vantage points must see it."),
    clearFor: orNull(
      durationField,
      "How long it must be well again before the failure is over. Left out: as long as `for`, and two looks at least.",
    ),
    flapping: orNull(
      flappingField,
      "What counts as flapping, which a person has to acknowledge. Left out: three failures in an hour.",
    ),
  })
  .transform((threshold) => ({
    forSeconds: threshold.for,
    quorum: threshold.quorum,
    clearForSeconds: threshold.clearFor,
    flapping: threshold.flapping ?? flappingDefault,
  }));

const signalsField = z
  .strictObject({
    labels: mapOf(z.string(), "Alerts that carry all of these labels; `*` stands for any letters."),
    namedBy: listOf(
      textField,
      "Labels whose value names the component or service that is meant. Left out: what it watches.",
    ),
    heartbeat: orNull(
      durationField,
      "The alert is a sign of life: none for so long is a failure. For an alert that always fires, such as Watchdog.",
    ),
  })
  .transform(({ heartbeat, ...match }) => ({ ...match, heartbeatSeconds: heartbeat }));

/** `spec` of a Monitor. */
export const monitorSpec: z.ZodType<MonitorSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    watches: listOf(refTo(...dependable, "protection"), "What it watches."),
    check: orNull(checkField, "What it looks at."),
    signals: orNull(signalsField, "Which alerts from outside it takes for its own."),
    aspect: orNull(
      z.enum(witnessAspects),
      "What it bears witness to. Left out: what its check says by its nature, else `works`.",
    ),
    from: listOf(textField, "The vantage points that look, by the names of their agents. Left out: all."),
    every: orNull(durationField, "Time between two looks."),
    silence: orNull(
      durationField,
      "How long too few vantage points may be heard before that counts as a failure itself. Left out: it is shown only.",
    ),
    threshold: orNull(thresholdField, "When what it sees counts as a failure."),
  })
  .transform(
    ({ every, silence, ...monitor }): MonitorSpec => ({
      ...monitor,
      everySeconds: every,
      silenceSeconds: silence,
    }),
  );
