import { z } from "zod";
import type { GrantOrder } from "#core/grant/commands.ts";
import { grantStreamPrefix } from "#core/grant/events.ts";
import { isOver } from "#core/grant/state.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { commandToken, newId, personOf } from "../commands.ts";
import { accessOrder } from "../grants/ask-for-access.ts";
import { giveGrantOrder, giveUpSeconds, readGrant } from "../grants/give-grant-order.ts";
import { ProblemError } from "../problem.ts";
import { eventSchema } from "../schemas/event.ts";
import { grantViewSchema } from "../schemas/grant.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, makes, operation } from "./operation.ts";
import { reasonBody, textSchema } from "./run-commands.ts";
import { runParams } from "./runs.ts";

const grantParams = z.object({ grant: z.string().min(1).max(100) });

const wishShape = {
  step: z.string().max(200).nullable().default(null).meta({ description: "Absent: for the whole run." }),
  on: refSchema.meta({ description: "The component." }),
  connector: z.string().min(1).max(63),
  as: z.array(z.string().min(1).max(63)).min(1).max(20),
  limitSeconds: z.number().min(1).max(43_200).nullable().default(null).meta({
    description:
      "The longest it lasts; absent: half an hour, or what the component allows where that is less.",
  }),
  reason: textSchema,
};

const askBody = z
  .strictObject({ ...wishShape, person: refSchema.optional().meta({ description: "Absent: oneself." }) })
  .meta({ id: "AskGrant" });
const breakGlassBody = z.strictObject(wishShape).meta({ id: "BreakGlass" });

/** Access inside a run: asked for, approved, collected, revoked, reviewed. */
export function grantRoutes(app: App, ports: AppPorts): void {
  askRoutes(app, ports);
  readRoutes(app, ports);
  collectRoute(app, ports);
  const order = adder(app, ports);
  const note = z.strictObject({ note: textSchema.default("") }).meta({ id: "ApproveGrant" });
  order("approve", "approveGrant", "Approves access that somebody else asked for", note, (body) => ({
    type: "ApproveGrant",
    ...body,
  }));
  order("refuse", "refuseGrant", "Refuses access that somebody else asked for", reasonBody, (body) => ({
    type: "RefuseGrant",
    ...body,
  }));
  order("revoke", "revokeGrant", "Ends access now, with whatever is open by it", reasonBody, (body) => ({
    type: "EndGrant",
    cause: "by-person",
    ...body,
  }));
  const review = z
    .strictObject({ verdict: z.enum(["justified", "not-justified"]), note: textSchema })
    .meta({ id: "ReviewGrant" });
  order("review", "reviewGrant", "Says what is to be thought of a break-glass", review, (body) => ({
    type: "ReviewBreakGlass",
    ...body,
  }));
}

function askRoutes(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/runs/:run/grants",
    {
      schema: {
        ...operation("askGrant", "grants", "Asks for access inside a run; somebody else approves it"),
        params: runParams,
        body: askBody,
        response: makes(grantViewSchema),
      },
    },
    async (request, reply) => {
      const { person, ...wish } = request.body;
      const grantee = person ?? personOf(request).ref;
      const { run } = request.params;
      const order = await accessOrder({ ...wish, run, grantee, origin: "asked" }, ports);
      return reply.code(201).send(await giveGrantOrder(request, ports, newId(request), order));
    },
  );
  app.post(
    "/api/v1/runs/:run/break-glass",
    {
      schema: {
        ...operation(
          "breakGlass",
          "grants",
          "Takes access without approval: everybody with a part is told, and somebody else reviews it",
        ),
        params: runParams,
        body: breakGlassBody,
        response: makes(grantViewSchema),
      },
    },
    async (request, reply) => {
      const grantee = personOf(request).ref;
      const { run } = request.params;
      const order = await accessOrder({ ...request.body, run, grantee, origin: "break-glass" }, ports);
      return reply.code(201).send(await giveGrantOrder(request, ports, newId(request), order));
    },
  );
}

function readRoutes(app: App, ports: AppPorts): void {
  const { grants, events } = ports;
  app.get(
    "/api/v1/grants",
    {
      schema: {
        ...operation("listGrants", "grants", "Grants of access, the newest first"),
        querystring: z.object({
          run: z.string().max(100).optional(),
          unsettled: z
            .stringbool()
            .default(false)
            .meta({ description: "Only those that have not ended, or still have to be reviewed." }),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.coerce.number().int().min(1).optional(),
        }),
        response: answers(
          z.object({
            grants: z.array(grantViewSchema),
            nextCursor: z.string().nullable().meta({ description: "`cursor` of the next page." }),
          }),
        ),
      },
    },
    async (request) => {
      const { run = null, unsettled, limit, cursor = null } = request.query;
      const page = await grants.list({ run, unsettled, limit, before: cursor });
      const found = await Promise.all(page.grants.map((id) => readGrant(request, ports, id)));
      const kept = found.filter((grant) => !unsettled || !isOver(grant) || grant.reviewDue);
      return { grants: kept, nextCursor: page.cursor === null ? null : String(page.cursor) };
    },
  );
  app.get(
    "/api/v1/grants/:grant",
    {
      schema: {
        ...operation("getGrant", "grants", "A grant, with what the asking person may do with it now"),
        params: grantParams,
        response: answers(grantViewSchema),
      },
    },
    async (request) => readGrant(request, ports, request.params.grant),
  );
  app.get(
    "/api/v1/grants/:grant/events",
    {
      schema: {
        ...operation("getGrantEvents", "grants", "The log of a grant, in order"),
        params: grantParams,
        response: answers(z.object({ events: z.array(eventSchema) })),
      },
    },
    async (request) => {
      await readGrant(request, ports, request.params.grant);
      return { events: [...(await events.load(`${grantStreamPrefix}${request.params.grant}`, 0))] };
    },
  );
}

function collectRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/grants/:grant/collect",
    {
      schema: {
        ...operation("collectGrant", "grants", "Hands the credential over, once; it is kept nowhere"),
        params: grantParams,
        body: z
          .strictObject({
            publicKey: z.string().max(10_000).nullable().default(null).meta({
              description: "One's own OpenSSH public key, for connectors that sign one.",
            }),
            again: z.boolean().default(false).meta({ description: "A new one; the one before is void." }),
          })
          .meta({ id: "CollectGrant" }),
        response: answers(
          z
            .object({
              grant: grantViewSchema,
              credential: jsonObjectSchema,
              reference: z.string(),
              until: z.string(),
            })
            .meta({ id: "CollectedGrant" }),
        ),
      },
    },
    async (request, reply) => {
      const { grant } = request.params;
      const { commandId } = commandToken(request);
      const actor = personOf(request);
      const collected = await ports.grants.collect({
        grant,
        actor,
        commandId,
        giveUpSeconds,
        ...request.body,
      });
      if (collected.status === "refused")
        throw new ProblemError(collected.refusal.code, collected.refusal.message);
      if (collected.status === "not-made") throw new ProblemError("grant-not-made", collected.message);
      const { credential, reference, until } = collected;
      void reply.header("cache-control", "no-store");
      return { grant: await readGrant(request, ports, grant), credential, reference, until };
    },
  );
}

type AddOrder = <Body extends z.ZodType>(
  path: string,
  operationId: string,
  summary: string,
  body: Body,
  make: (body: z.output<Body>) => GrantOrder,
) => void;

/** Adds one order: where it is, how it is called, what it takes, and what it becomes. */
function adder(app: App, ports: AppPorts): AddOrder {
  return (path, operationId, summary, body, make) => {
    app.post(
      `/api/v1/grants/:grant/${path}`,
      {
        schema: {
          ...operation(operationId, "grants", summary),
          params: grantParams,
          body,
          response: answers(grantViewSchema),
        },
      },
      async (request) => giveGrantOrder(request, ports, request.params.grant, make(request.body as never)),
    );
  };
}
