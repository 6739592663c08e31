import { z } from "zod";
import { isRef, type Ref } from "#core/model/ref.ts";
import { headAt } from "#core/revision/head-at.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { publicationView } from "../documents/document-view.ts";
import { directFacts } from "../documents/follow-folder.ts";
import { etagOf, giveDocumentsCommand } from "../documents/give-command.ts";
import { changesOf } from "../documents/examine-proposal.ts";
import { keepProposal } from "../documents/proposal-input.ts";
import { ProblemError } from "../problem.ts";
import { publicationSchema } from "../schemas/document.ts";
import { proposedChangesBody, proposalBytesMax } from "../schemas/proposal.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, makes, operation } from "./operation.ts";

const wholeSchema = z
  .object({
    origin: z.string().nullable().meta({ description: "Tells this server's documents from any other's." }),
    number: z.int(),
    revision: z.string().nullable(),
    documents: z.array(
      z.object({
        ref: refSchema,
        file: z.string(),
        revision: z.string(),
        sha256: z.string().meta({ description: "Of the text." }),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: "PublishedEstate", description: "All published documents with their texts." });

function listRoute(app: App, { documents }: AppPorts): void {
  app.get(
    "/api/v1/publications",
    {
      schema: {
        ...operation("listPublications", "documents", "Publications of the estate, the newest first"),
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
        response: answers(z.object({ publications: z.array(publicationSchema) })),
      },
    },
    async (request) => {
      const { publications } = await documents.read();
      return { publications: publications.slice(-request.query.limit).toReversed().map(publicationView) };
    },
  );
}

function wholeRoute(app: App, { documents }: AppPorts): void {
  app.get(
    "/api/v1/estate/documents",
    {
      schema: {
        ...operation("getPublishedEstate", "documents", "All published documents, as they were written"),
        querystring: z.object({
          number: z.coerce.number().int().min(0).optional().meta({ description: "An older publication." }),
        }),
        response: answers(wholeSchema),
      },
    },
    async (request, reply) => {
      const state = await documents.read();
      const number = Math.min(request.query.number ?? state.number, state.number);
      const pins = [...headAt(state, number)];
      const revision = state.publications[number - 1]?.revision ?? null;
      const etag = etagOf(`${number}-${revision ?? "empty"}`);
      void reply.header("etag", etag);
      const texts = await documents.texts.get(pins.map(([, { text }]) => text));
      return {
        origin: state.origin,
        number,
        revision,
        documents: pins.map(([ref, { file, revision: own, text: sha256 }]) => ({
          ref,
          file,
          revision: own,
          sha256,
          text: texts.get(sha256) ?? "",
        })),
      };
    },
  );
}

/** The first documents: while there are none, there is nobody who could propose or approve any. */
function firstRoute(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.post(
    "/api/v1/publications",
    {
      bodyLimit: proposalBytesMax,
      schema: {
        ...operation("publishFirst", "documents", "Publishes the first documents (operator only)"),
        body: z
          .strictObject({ title: z.string().min(1).max(200), changes: proposedChangesBody })
          .meta({ id: "PublishFirst" }),
        response: makes(publicationSchema),
      },
    },
    async (request, reply) => {
      const { identity } = request;
      if (identity?.isOperator !== true) {
        throw new ProblemError(
          "admin-only",
          "The first documents are published by the operator of the server.",
        );
      }
      const { actor } = identity;
      const state = await giveDocumentsCommand(request, ports, async (now) => {
        if (now.head.size > 0) {
          throw new ProblemError(
            "estate-not-empty",
            "There are documents already: what changes them is proposed.",
          );
        }
        const input = await keepProposal(request.body.changes, { desk: documents, state: now });
        const proposed = await changesOf(documents, input);
        const changes = proposed.flatMap(({ ref, file, after }) =>
          isReadable(ref) && after !== null && after.revision !== null
            ? [{ ref, before: null, after: { file, text: after.text, revision: after.revision } }]
            : [],
        );
        const pins = proposed.flatMap(({ file, after }) =>
          after === null ? [] : [{ file, text: after.text }],
        );
        const { diagnostics } = await documents.snapshotOf(`first ${input.content}`, pins);
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        if (errors.length > 0 || changes.length < proposed.length) {
          const details = errors.map(({ message, place }) => ({
            pointer: `${place.file}:${place.span.line}`,
            detail: message,
          }));
          throw new ProblemError("documents-invalid", "The documents have errors.", details.slice(0, 100));
        }
        const facts = await directFacts(documents, now, changes);
        const source = { type: "operator" } as const;
        const title = request.body.title;
        return { type: "PublishDirectly", actor, at: clock.now(), title, source, facts };
      });
      const newest = state.publications.at(-1);
      if (newest === undefined) throw new ProblemError("nothing-changes", "There are no documents in it.");
      return reply.code(201).send(publicationView(newest));
    },
  );
}

const isReadable = (ref: Ref | null): ref is Ref => ref !== null && isRef(ref);

/** The estate as a whole. */
export function publicationRoutes(app: App, ports: AppPorts): void {
  listRoute(app, ports);
  wholeRoute(app, ports);
  firstRoute(app, ports);
}
