import { z } from "zod";
import { parseDuration } from "../../model/duration.ts";
import type { StepDuration } from "../../model/step.ts";

/** Published schemas are read by other languages too, so it has no named groups. */
const schemaPattern =
  "^P(\\d+(\\.\\d+)?W)?(\\d+(\\.\\d+)?D)?(T(\\d+(\\.\\d+)?H)?(\\d+(\\.\\d+)?M)?(\\d+(\\.\\d+)?S)?)?$";

/** An ISO 8601 duration without years and months; read as seconds. */
export const durationField = z
  .string()
  .meta({ pattern: schemaPattern, examples: ["PT30S", "PT5M", "PT1H30M", "P2D"] })
  .transform((text, context): number => {
    const seconds = parseDuration(text);
    if (seconds !== null) return seconds;
    context.issues.push({
      code: "custom",
      input: text,
      message: `${JSON.stringify(text)} is not a duration`,
      params: {
        help: "durations are ISO 8601, such as PT30S, PT5M, PT1H30M or P2D; years and months have no fixed length",
      },
    });
    return z.NEVER;
  });

const threePoints = z
  .strictObject({
    min: durationField.describe("If all goes well."),
    likely: durationField.describe("As a rule."),
    max: durationField.describe("If nothing does."),
  })
  .transform(({ min, likely, max }, context): StepDuration => {
    if (min > likely || likely > max) {
      context.issues.push({
        code: "custom",
        input: { min, likely, max },
        message: "the three points are out of order",
        params: { help: "min must not be longer than likely, nor likely longer than max" },
      });
    }
    return { minSeconds: min, likelySeconds: likely, maxSeconds: max };
  });

/** What a standard normal value exceeds once in ten. */
const z90 = 1.281_551_565_544_600_4;

const longTail = z
  .strictObject({
    median: durationField.describe("Half of the times it takes no longer."),
    p90: durationField.describe("Nine times of ten it takes no longer."),
  })
  .transform(({ median, p90 }, context): StepDuration => {
    if (median <= 0 || p90 <= median) {
      context.issues.push({
        code: "custom",
        input: { median, p90 },
        message: "a long tail needs a median above zero, and a longer p90",
        params: { help: "what always takes the same time is one duration, such as PT5M" },
      });
    }
    const sigma = Math.log(p90 / median) / z90;
    return { minSeconds: median ** 2 / p90, likelySeconds: median, maxSeconds: p90, sigma };
  });

/** How long something takes: one duration, three points of which the middle is the likely one, or a median with its P90. */
export const stepDurationField = z.union([
  durationField.transform(
    (seconds): StepDuration => ({ minSeconds: seconds, likelySeconds: seconds, maxSeconds: seconds }),
  ),
  threePoints,
  longTail,
]);
