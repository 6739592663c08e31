import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { DocumentsCommand } from "#core/revision/commands.ts";
import type { DocumentsState, ProposalState } from "#core/revision/state.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { personOf } from "../commands.ts";
import { examineProposal } from "../documents/examine-proposal.ts";
import { etagOf, giveDocumentsCommand, proposalOf, requireMatch } from "../documents/give-command.ts";
import { keepProposal } from "../documents/proposal-input.ts";
import { proposalView } from "../documents/proposal-view.ts";
import { rebaseProposal } from "../documents/rebase-proposal.ts";
import { proposalBytesMax, proposalSchema, proposedChangesBody } from "../schemas/proposal.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";
import { proposalParams } from "./proposals.ts";

const text = z.string().max(10_000);
const contentField = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional()
  .meta({ description: "The `content` that was looked at; another one is refused." });

const bodies = {
  revise: z
    .strictObject({ note: text.default(""), changes: proposedChangesBody })
    .meta({ id: "ReviseProposal" }),
  comment: z.strictObject({ text, ref: refSchema.nullable().default(null) }).meta({ id: "CommentProposal" }),
  approve: z.strictObject({ content: contentField, note: text.default("") }).meta({ id: "ApproveProposal" }),
  publish: z.strictObject({ content: contentField }).meta({ id: "PublishProposal" }),
  reason: z.strictObject({ reason: text }).meta({ id: "ProposalReason" }),
};

type Make = (state: DocumentsState, proposal: ProposalState) => Promise<DocumentsCommand> | DocumentsCommand;

/** Carries out a command on a proposal and answers the proposal after it. */
async function command(
  request: FastifyRequest<{ readonly Params: { readonly proposal: string } }>,
  reply: FastifyReply,
  ports: AppPorts,
  make: Make,
) {
  const { documents, clock } = ports;
  const { proposal: id } = request.params;
  const actor = personOf(request);
  const state = await giveDocumentsCommand(request, ports, (now) => {
    const proposal = proposalOf(now, id);
    requireMatch(request, etagOf(proposal.version));
    return make(now, proposal);
  });
  const view = await proposalView(documents, state, proposalOf(state, id), actor, clock.now());
  void reply.header("etag", etagOf(view.version));
  return view;
}

function contentRoutes(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.post(
    "/api/v1/proposals/:proposal/revise",
    {
      bodyLimit: proposalBytesMax,
      schema: {
        ...operation(
          "reviseProposal",
          "proposals",
          "Replaces what it holds; approvals have to be given anew",
        ),
        params: proposalParams,
        body: bodies.revise,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, async (state, { id }) => {
        const input = await keepProposal(request.body.changes, { desk: documents, state });
        const { note } = request.body;
        const actor = personOf(request);
        const base = state.number;
        return { type: "ReviseProposal", actor, at: clock.now(), proposal: id, note, base, ...input };
      }),
  );
  app.post(
    "/api/v1/proposals/:proposal/rebase",
    {
      schema: {
        ...operation("rebaseProposal", "proposals", "Puts it on top of what was published since"),
        params: proposalParams,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, async (state, proposal) => {
        const input = await rebaseProposal(documents, state, proposal);
        const note = `Rebased on publication ${state.number}`;
        const actor = personOf(request);
        const base = state.number;
        return {
          type: "ReviseProposal",
          actor,
          at: clock.now(),
          proposal: proposal.id,
          note,
          base,
          ...input,
        };
      }),
  );
}

function reviewRoutes(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.post(
    "/api/v1/proposals/:proposal/comment",
    {
      schema: {
        ...operation("commentProposal", "proposals", "Says something about it"),
        params: proposalParams,
        body: bodies.comment,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, (_, { id }) => ({
        type: "CommentProposal",
        actor: personOf(request),
        at: clock.now(),
        proposal: id,
        ...request.body,
      })),
  );
  app.post(
    "/api/v1/proposals/:proposal/approve",
    {
      schema: {
        ...operation(
          "approveProposal",
          "proposals",
          "Approves its present content for the owners one speaks for",
        ),
        params: proposalParams,
        body: bodies.approve,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, async (state, proposal) => {
        const { requirements } = await examineProposal(documents, state, proposal);
        const { note, content = proposal.content } = request.body;
        const actor = personOf(request);
        const at = clock.now();
        return { type: "ApproveProposal", actor, at, proposal: proposal.id, note, content, requirements };
      }),
  );
  app.post(
    "/api/v1/proposals/:proposal/request-changes",
    {
      schema: {
        ...operation("requestProposalChanges", "proposals", "Holds it until it is revised"),
        params: proposalParams,
        body: bodies.reason,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, (_, { id }) => ({
        type: "RequestChanges",
        actor: personOf(request),
        at: clock.now(),
        proposal: id,
        reason: request.body.reason,
      })),
  );
}

function endRoutes(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.post(
    "/api/v1/proposals/:proposal/publish",
    {
      schema: {
        ...operation("publishProposal", "proposals", "Makes it the estate in use, whole or not at all"),
        params: proposalParams,
        body: bodies.publish,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, async (state, proposal) => {
        const actor = personOf(request);
        const { requirements, conflicts, errors, facts } = await examineProposal(documents, state, proposal);
        const given = { requirements, conflicts, errors, facts };
        const content = request.body.content ?? proposal.content;
        return { type: "PublishProposal", actor, at: clock.now(), proposal: proposal.id, content, ...given };
      }),
  );
  app.post(
    "/api/v1/proposals/:proposal/withdraw",
    {
      schema: {
        ...operation("withdrawProposal", "proposals", "Ends it unpublished (its authors)"),
        params: proposalParams,
        body: bodies.reason,
        response: answers(proposalSchema),
      },
    },
    (request, reply) =>
      command(request, reply, ports, (_, { id }) => ({
        type: "WithdrawProposal",
        actor: personOf(request),
        at: clock.now(),
        proposal: id,
        reason: request.body.reason,
      })),
  );
}

/** What people do with proposals. */
export function proposalCommandRoutes(app: App, ports: AppPorts): void {
  contentRoutes(app, ports);
  reviewRoutes(app, ports);
  endRoutes(app, ports);
}
