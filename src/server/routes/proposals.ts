import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { newId, personOf } from "../commands.ts";
import { etagOf, giveDocumentsCommand, proposalOf } from "../documents/give-command.ts";
import { keepProposal } from "../documents/proposal-input.ts";
import { createTurns } from "../documents/proposal-turn.ts";
import { proposalDifferences, proposalSummary, proposalView } from "../documents/proposal-view.ts";
import {
  differencesSchema,
  listedProposalSchema,
  proposalBytesMax,
  proposalSchema,
  proposedChangesBody,
} from "../schemas/proposal.ts";
import { answers, makes, operation } from "./operation.ts";

export const proposalParams = z.object({ proposal: z.string().min(1).max(100) });

const openBody = z
  .strictObject({
    title: z.string().min(1).max(200),
    reason: z.string().max(10_000).default(""),
    changes: proposedChangesBody,
  })
  .meta({ id: "OpenProposal" });

function listRoute(app: App, { documents }: AppPorts): void {
  const turnOf = createTurns(documents);
  app.get(
    "/api/v1/proposals",
    {
      schema: {
        ...operation("listProposals", "proposals", "Proposals, the newest first"),
        querystring: z.object({
          status: z.enum(["open", "published", "withdrawn"]).optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: answers(z.object({ proposals: z.array(listedProposalSchema) })),
      },
    },
    async (request) => {
      const { status, limit } = request.query;
      const state = await documents.read();
      const all = [...state.proposals.values()];
      const found = all.filter((one) => status === undefined || one.status === status).toReversed();
      const proposals = found.slice(0, limit).map(async (proposal) => {
        const turn = await turnOf(state, proposal);
        return { ...proposalSummary(proposal), turn: { ...turn, owners: [...turn.owners] } };
      });
      return { proposals: await Promise.all(proposals) };
    },
  );
}

function openRoute(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.post(
    "/api/v1/proposals",
    {
      bodyLimit: proposalBytesMax,
      schema: {
        ...operation("openProposal", "proposals", "Proposes changes of documents"),
        body: openBody,
        response: makes(proposalSchema),
      },
    },
    async (request, reply) => {
      const { title, reason, changes: given } = request.body;
      const actor = personOf(request);
      const proposal = newId(request);
      const state = await giveDocumentsCommand(request, ports, async (now) => {
        const input = await keepProposal(given, { desk: documents, state: now });
        const base = now.number;
        return { type: "OpenProposal", actor, at: clock.now(), proposal, title, reason, base, ...input };
      });
      const view = await proposalView(documents, state, proposalOf(state, proposal), actor, clock.now());
      return reply
        .code(201)
        .header("location", `/api/v1/proposals/${proposal}`)
        .header("etag", etagOf(view.version))
        .send(view);
    },
  );
}

/** Proposals: what there is, what each would do, and opening one. */
export function proposalRoutes(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  listRoute(app, ports);
  openRoute(app, ports);
  app.get(
    "/api/v1/proposals/:proposal",
    {
      schema: {
        ...operation("getProposal", "proposals", "A proposal, with what the asking person may do now"),
        params: proposalParams,
        response: answers(proposalSchema),
      },
    },
    async (request, reply) => {
      const state = await documents.read();
      const proposal = proposalOf(state, request.params.proposal);
      void reply.header("etag", etagOf(proposal.version));
      const actor = request.identity?.actor ?? null;
      return proposalView(documents, state, proposal, actor, clock.now());
    },
  );
  app.get(
    "/api/v1/proposals/:proposal/differences",
    {
      schema: {
        ...operation("getProposalDifferences", "proposals", "What it changes: texts, findings, the estate"),
        params: proposalParams,
        response: answers(differencesSchema),
      },
    },
    async (request) => {
      const state = await documents.read();
      return proposalDifferences(documents, state, proposalOf(state, request.params.proposal));
    },
  );
}
