import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Json, JsonObject } from "#core/model/json.ts";
import { readAlertmanager } from "#core/signal/dialects/alertmanager.ts";
import { readCloudEvent } from "#core/signal/dialects/cloud-event.ts";
import { mappingFault, readGeneric, type SignalMapping } from "#core/signal/dialects/generic.ts";
import { readGrafana } from "#core/signal/dialects/grafana.ts";
import { readPagerDuty, readPagerDutyChange } from "#core/signal/dialects/pagerduty.ts";
import type { ReadPayload } from "#core/signal/signal.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { createIntakeWriter } from "../intake/intake-writer.ts";
import { requireSender } from "../intake/sender.ts";
import { IntakeFull, type SignalWriter } from "../intake/signal-writer.ts";
import { ProblemError } from "../problem.ts";
import { problemDetailSchema } from "../schemas/problem.ts";
import { answers, operation } from "./operation.ts";

const bodyBytesMax = 5_000_000;
const pagerDutyBytesMax = 512_000;
/** Seconds after which a sender is asked to try again. */
const fullSeconds = 1;
const awaySeconds = 5;

const taken = z
  .object({
    taken: z.int().meta({ description: "Signals that are durable now, repetitions included." }),
    faults: z.array(problemDetailSchema).meta({ description: "Alerts that could not be read." }),
  })
  .meta({ id: "TakenSignals" });

const open = { security: [] };

/** Where alerts from outside come in. Nothing is acknowledged before it is durable. */
export function intakeRoutes(app: App, ports: AppPorts): void {
  const writer = createIntakeWriter(ports);
  app.addContentTypeParser(
    "application/cloudevents+json",
    { parseAs: "string", bodyLimit: bodyBytesMax },
    app.getDefaultJsonParser("error", "error"),
  );
  const dialect = (path: string, operationId: string, summary: string, read: (body: Json) => ReadPayload) =>
    app.post(
      path,
      {
        bodyLimit: bodyBytesMax,
        schema: {
          ...operation(operationId, "intake", summary),
          ...open,
          body: z.unknown(),
          response: answers(taken),
        },
      },
      async (request, reply) => {
        await requireSender(request, ports);
        return take(read(request.body as Json), writer, reply);
      },
    );
  dialect("/intake/alertmanager", "takeAlertmanager", "Alertmanager's webhook, version 4", readAlertmanager);
  dialect("/intake/grafana", "takeGrafana", "Grafana's webhook", readGrafana);
  dialect("/intake/cloudevents", "takeCloudEvent", "A CloudEvent 1.0 in structured mode", readCloudEvent);
  genericRoute(app, ports, writer);
  for (const door of pagerDutyDoors) pagerDutyRoute(app, ports, writer, door);
}

/** Keeps what could be read. A payload of which nothing could is refused: sending it again would not help. */
async function take({ signals, faults }: ReadPayload, writer: SignalWriter, reply: FastifyReply) {
  if (signals.length === 0 && faults.length > 0) {
    throw new ProblemError("invalid-request", "Nothing in the payload can be read as an alert.", [...faults]);
  }
  await keep(signals, writer, reply);
  return { taken: signals.length, faults: [...faults] };
}

/** Our own faults ask the sender to try again, as all of them do on 429 and 5xx; 4xx would let them drop it. */
async function keep(
  signals: ReadPayload["signals"],
  writer: SignalWriter,
  reply: FastifyReply,
): Promise<void> {
  try {
    await writer.write(signals);
  } catch (error) {
    if (error instanceof IntakeFull) {
      void reply.header("retry-after", String(fullSeconds));
      throw new ProblemError("intake-full", "More signals wait to be kept than can be held. Try again.");
    }
    if (error instanceof StoreUnavailable) void reply.header("retry-after", String(awaySeconds));
    throw error;
  }
}

const pointer = z.string().regex(/^\//, "is a JSON pointer, such as /alert/name").max(200);

function genericRoute(app: App, ports: AppPorts, writer: SignalWriter): void {
  app.post(
    "/intake/generic",
    {
      bodyLimit: bodyBytesMax,
      schema: {
        ...operation(
          "takeGeneric",
          "intake",
          "A JSON of a shape of one's own; the query says where its parts lie",
        ),
        ...open,
        querystring: z.object({
          title: pointer,
          fingerprint: pointer.optional(),
          status: pointer.optional(),
          resolvedValues: z.string().max(500).optional().meta({ description: "Apart by commas." }),
          startsAt: pointer.optional(),
          severity: pointer.optional(),
          summary: pointer.optional(),
          labels: pointer.optional(),
          link: pointer.optional(),
        }),
        body: z.unknown(),
        response: answers(taken),
      },
    },
    async (request, reply) => {
      await requireSender(request, ports);
      const { resolvedValues, ...pointers } = request.query;
      const fault = mappingFault(Object.fromEntries(Object.entries(pointers)) as JsonObject);
      if (fault !== null) throw new ProblemError("invalid-request", fault);
      const values = resolvedValues === undefined ? {} : { resolvedValues: resolvedValues.split(",") };
      return take(
        readGeneric(request.body as Json, { ...pointers, ...values } as SignalMapping),
        writer,
        reply,
      );
    },
  );
}

/** PagerDuty's own words, so that its clients understand them. */
const pagerDutyAnswer = z.object({
  status: z.string(),
  message: z.string(),
  dedup_key: z.string().optional(),
  errors: z.array(z.string()).optional(),
});

/** A door of PagerDuty's: what its clients send there, and how it is answered. */
type PagerDutyDoor = {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly read: (body: Json, madeUp: string) => ReadPayload & { readonly dedupKey?: string | null };
  readonly message: string;
};

function pagerDutyRoute(app: App, ports: AppPorts, writer: SignalWriter, door: PagerDutyDoor): void {
  app.post(
    door.path,
    {
      bodyLimit: pagerDutyBytesMax,
      schema: {
        ...operation(door.operationId, "intake", door.summary),
        ...open,
        body: z.unknown(),
        response: { 202: pagerDutyAnswer, 400: pagerDutyAnswer, ...answersOfProblem },
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const body = request.body as Json;
      await requireSender(request, ports, routingKeyOf(body));
      const { signals, faults, dedupKey = null } = door.read(body, randomUUID());
      if (faults.length > 0) return reply.code(400).send(pagerDutyRefusal(faults));
      await keep(signals, writer, reply);
      const answer = { status: "success", message: door.message };
      return reply.code(202).send(dedupKey === null ? answer : { ...answer, dedup_key: dedupKey });
    },
  );
}

/** Change events have a door of their own, and no key to answer with. */
const pagerDutyDoors: readonly PagerDutyDoor[] = [
  {
    path: "/v2/enqueue",
    operationId: "takePagerDuty",
    summary: "PagerDuty's Events API v2",
    read: readPagerDuty,
    message: "Event processed",
  },
  {
    path: "/v2/change/enqueue",
    operationId: "takePagerDutyChange",
    summary: "PagerDuty's Events API v2: a change",
    read: readPagerDutyChange,
    message: "Change event processed",
  },
];

function pagerDutyRefusal(faults: ReadPayload["faults"]) {
  const errors = faults.map(({ pointer: where, detail }) => `${where.slice(1) || "event"} ${detail}`);
  return { status: "invalid event", message: "Event object is invalid", errors };
}

const answersOfProblem = { default: answers(taken).default };

function routingKeyOf(body: Json): string | null {
  const key = typeof body === "object" && body !== null && "routing_key" in body ? body["routing_key"] : null;
  return typeof key === "string" ? key : null;
}
