import { z } from "zod";
import { refSchema } from "./ref.ts";

const instant = z.string();

export const channelSchema = z.enum(["email", "sms", "voice", "chat", "push"]);
export const dutySchema = z.enum(["on-duty", "off-duty", "unknown"]);

const delivery = z.object({
  page: z.string(),
  channel: channelSchema,
  status: z.enum(["waiting", "sending", "accepted", "unknown", "delivered", "failed"]),
  attempts: z.int(),
  provider: z.string().nullable(),
  detail: z.string(),
});

const part = z.object({ role: z.string(), need: z.int(), have: z.int() });

/** People being called. Handed over, delivered and answered are separate facts. */
export const calloutSchema = z
  .object({
    callout: z.string(),
    text: z.string(),
    status: z.enum(["calling", "quorate", "ended"]),
    startedAt: instant,
    withinSeconds: z.number(),
    escalateAfterSeconds: z.number(),
    reachedAt: instant.nullable(),
    missedAt: instant.nullable(),
    endReason: z.string().nullable(),
    demands: z.array(part),
    missing: z.array(part),
    people: z.array(
      z.object({
        person: refSchema,
        role: z.string(),
        duty: dutySchema,
        status: z.enum([
          "not-called",
          "being-sent",
          "handed-over",
          "delivered",
          "unreachable",
          "coming",
          "cannot",
        ]),
        since: instant.nullable(),
        calls: z.int(),
        how: z.enum(["console", "link", "reply", "phone"]).nullable(),
        note: z.string(),
        deliveries: z.array(delivery),
      }),
    ),
  })
  .meta({
    id: "Callout",
    description: "People being called until enough of each part have said that they come.",
  });

/** What a plan makes of a call-out before it is started: nobody has been called. */
export const demandSchema = z
  .object({
    role: z.string(),
    need: z.int(),
    assigns: z.boolean(),
    people: z.array(z.object({ person: refSchema, duty: dutySchema, channels: z.array(channelSchema) })),
  })
  .meta({ id: "CalloutDemand" });
