import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CalloutDemand } from "#core/incident/callout/callout-events.ts";
import type { IncidentState } from "#core/incident/state.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { planFor } from "../incidents/declaration-facts.ts";
import { readIncident } from "../incidents/give-command.ts";
import { addIncidentOperation } from "../incidents/incident-operation.ts";
import { demandOf, type WantedPart } from "../paging/callout-people.ts";
import { demandsOfPlan, usualCallout } from "../paging/planned-callout.ts";
import { ProblemError } from "../problem.ts";
import { channelSchema, demandSchema } from "../schemas/callout.ts";
import { refSchema } from "../schemas/ref.ts";
import { incidentParams } from "./incidents.ts";
import { answers, operation } from "./operation.ts";
import { textSchema } from "./run-commands.ts";

const partBody = z.strictObject({
  role: z.string().min(1).max(100),
  need: z.int().min(1).max(100).default(1),
  who: z.array(refSchema).min(1).max(200),
});

const startBody = z
  .strictObject({
    text: textSchema.meta({ description: "What they are told: where to join, what is known." }),
    plan: refSchema.nullable().default(null),
    parts: z.array(partBody).max(50).optional().meta({
      description: "Who is needed; absent: the roles of the plan and those who may declare.",
    }),
    withinSeconds: z.number().min(10).max(86_400).default(usualCallout.withinSeconds),
    escalateAfterSeconds: z.number().min(5).max(86_400).default(usualCallout.escalateAfterSeconds),
  })
  .meta({ id: "StartCallout" });

/** Calling people, their answers, and the channels that carry the messages. */
export function calloutRoutes(app: App, ports: AppPorts): void {
  proposalRoute(app, ports);
  addIncidentOperation(app, ports, {
    path: "callouts",
    operationId: "startCallout",
    summary: "Calls people until enough of each part have said that they come",
    body: startBody,
    make: async ({ plan, parts, ...rest }, _, incident) => {
      const { state } = await readIncident(incident, ports);
      const demands = demandsFor(ports, state, plan, parts);
      const callout = `c${state.callouts.size + 1}-${randomUUID().slice(0, 4)}`;
      const { ladder } = ports.paging.channels;
      return { type: "StartCallout", data: { ...rest, callout, demands: [...demands], ladder: [...ladder] } };
    },
  });
  addIncidentOperation(app, ports, {
    path: "callout-answers",
    operationId: "answerCallout",
    summary: "Says that somebody comes or cannot: oneself, or whom one has reached by phone",
    body: z
      .strictObject({
        callout: z.string().min(1).max(100),
        person: refSchema.nullable().default(null).meta({ description: "Absent: oneself." }),
        answer: z.enum(["coming", "cannot"]),
        note: textSchema.default(""),
      })
      .meta({ id: "AnswerCallout" }),
    make: ({ person, ...rest }, request) => {
      const actor = request.identity?.actor;
      const self = actor?.type === "person" ? actor.ref : null;
      const who = person ?? self;
      if (who === null) throw new ProblemError("not-authorised", "Say who comes.");
      return {
        type: "AnswerCallout",
        data: { ...rest, person: who, how: who === self ? "console" : "phone" },
      };
    },
  });
  addIncidentOperation(app, ports, {
    path: "callout-ends",
    operationId: "endCallout",
    summary: "Ends a call-out: nobody else is called",
    body: z
      .strictObject({ callout: z.string().min(1).max(100), reason: textSchema })
      .meta({ id: "EndCallout" }),
    make: (body) => ({ type: "EndCallout", ...body }),
  });
  channelRoute(app, ports);
}

function proposalRoute(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/callout-proposal",
    {
      schema: {
        ...operation("proposeCallout", "incidents", "Whom a call-out by the plan would call, in which order"),
        params: incidentParams,
        querystring: z.object({ plan: z.string().max(300).optional() }),
        response: answers(
          z.object({
            demands: z.array(demandSchema),
            channels: z.array(channelSchema).meta({ description: "Those that have a provider." }),
          }),
        ),
      },
    },
    async (request) => {
      const { state } = await readIncident(request.params.incident, ports);
      const plan = request.query.plan ?? null;
      const { ladder } = ports.paging.channels;
      const demands = demandsFor(ports, state, plan as Ref | null, undefined).map(
        ({ people, ...demand }) => ({
          ...demand,
          people: people.map(({ channels, ...person }) => ({ ...person, channels: [...channels] })),
        }),
      );
      return { demands, channels: ladder.map(({ channel }) => channel) };
    },
  );
}

function demandsFor(
  { estate, paging, clock }: AppPorts,
  state: IncidentState,
  plan: Ref | null,
  parts: readonly z.output<typeof partBody>[] | undefined,
): readonly CalloutDemand[] {
  const { estate: documents } = estate.current().resolved;
  const wanted = parts?.map((part): WantedPart => ({ ...part, assigns: false }));
  const found = planFor(documents, state, plan === null ? null : (parseRef(plan)?.name ?? plan));
  if (wanted === undefined && found === null) {
    throw new ProblemError(
      "thing-missing",
      "No plan covers what this incident is about: say with `parts` who is needed.",
    );
  }
  if (wanted === undefined)
    return found === null ? [] : demandsOfPlan(found, documents, paging.channels, clock.now());
  return wanted.map((part) => demandOf(documents, part, paging.channels, clock.now()));
}

function channelRoute(app: App, { paging }: AppPorts): void {
  app.get(
    "/api/v1/channels",
    {
      schema: {
        ...operation(
          "listChannels",
          "incidents",
          "Whether the providers of each channel answer; sends nothing",
        ),
        response: answers(
          z.object({
            providers: z.array(
              z.object({
                provider: z.string(),
                channel: channelSchema,
                answers: z.boolean(),
                detail: z.string(),
              }),
            ),
          }),
        ),
      },
    },
    async () => ({ providers: [...(await paging.channels.check())] }),
  );
}
