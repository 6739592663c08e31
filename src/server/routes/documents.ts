import { z } from "zod";
import { diagnosticReport } from "#core/check/diagnostic-report.ts";
import type { Ref } from "#core/model/ref.ts";
import { headAt } from "#core/revision/head-at.ts";
import type { DocumentsState } from "#core/revision/state.ts";
import { shortDifference, textDifference } from "#core/revision/text-difference.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { documentSummary, historyView, signOffView, stalePartView } from "../documents/document-view.ts";
import { documentCounts } from "../documents/document-counts.ts";
import { etagOf } from "../documents/give-command.ts";
import { referencedBy } from "../documents/referenced-by.ts";
import { ProblemError } from "../problem.ts";
import {
  differenceLineSchema,
  documentSummarySchema,
  historyEntrySchema,
  signOffSchema,
  stalePartSchema,
} from "../schemas/document.ts";
import { refSchema } from "../schemas/ref.ts";
import { diagnosticSchema } from "./diagnostics.ts";
import { answers, operation } from "./operation.ts";

const listQuery = z.object({
  kind: z.string().max(20).optional().meta({ description: "Only documents of this kind." }),
  search: z.string().max(200).optional().meta({ description: "Part of a reference, a title or an owner." }),
  limit: z.coerce.number().int().min(1).max(20_000).default(200),
  cursor: z.string().max(100).optional().meta({ description: "The last reference of the page before." }),
});

const documentParams = z.object({ ref: refSchema });
const revisionParams = z.object({ ref: refSchema, revision: z.string().regex(/^[0-9a-f]{6,64}$/) });

const documentSchema = z
  .object({
    summary: documentSummarySchema,
    text: z.string().meta({ description: "As it was written, comments and all." }),
    diagnostics: z.array(diagnosticSchema),
    stale: z.array(stalePartSchema),
    signOffs: z.array(signOffSchema),
    history: z.array(historyEntrySchema).meta({ description: "The newest first." }),
    referencedBy: z
      .array(z.object({ ref: refSchema, path: z.string() }))
      .meta({ description: "Every place at which another document names it." }),
  })
  .meta({ id: "Document", description: "A published document with its history." });

/** The text of a document by its revision (or by the hash of its text), or the problem that there is none. */
async function textOf(
  { documents }: Pick<AppPorts, "documents">,
  state: DocumentsState,
  ref: Ref,
  revision: string,
): Promise<string> {
  const pins = (state.history.get(ref) ?? []).flatMap(({ pin }) => (pin === null ? [] : [pin]));
  const pin = pins.findLast((one) => one.revision.startsWith(revision) || one.text.startsWith(revision));
  if (pin === undefined) throw new ProblemError("revision-missing", `${ref} has no revision ${revision}.`);
  const text = (await documents.texts.get([pin.text])).get(pin.text);
  if (text === undefined) throw new Error(`the text ${pin.text} of ${ref} is not kept`);
  return text;
}

function listRoute(app: App, { documents }: AppPorts): void {
  app.get(
    "/api/v1/documents",
    {
      schema: {
        ...operation("listDocuments", "documents", "The published documents, by reference"),
        querystring: listQuery,
        response: answers(
          z.object({
            documents: z.array(documentSummarySchema),
            total: z.int().meta({ description: "Documents that match, on all pages." }),
            number: z.int(),
            revision: z.string().nullable(),
            nextCursor: z.string().nullable(),
          }),
        ),
      },
    },
    async (request, reply) => {
      const { kind, search = "", limit, cursor = "" } = request.query;
      const state = await documents.read();
      const { resolved, diagnostics } = await documents.snapshot(state);
      const counts = documentCounts(state, diagnostics);
      const all = [...state.head.keys()]
        .toSorted()
        .map((ref) => documentSummary(state, resolved.estate, counts, ref))
        .filter((one) => one !== null)
        .filter((one) => kind === undefined || one.kind.toLowerCase() === kind.toLowerCase())
        .filter(({ ref, title, owner }) =>
          `${ref} ${title} ${owner ?? ""}`.toLowerCase().includes(search.toLowerCase()),
        );
      const rest = all.filter(({ ref }) => ref > cursor);
      const page = rest.slice(0, limit);
      void reply.header("etag", etagOf(state.revision ?? "empty"));
      return {
        documents: page,
        total: all.length,
        number: state.number,
        revision: state.revision,
        nextCursor: rest.length > limit ? (page.at(-1)?.ref ?? null) : null,
      };
    },
  );
}

function readRoute(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.get(
    "/api/v1/documents/:ref",
    {
      schema: {
        ...operation("getDocument", "documents", "A published document, its history and its signatures"),
        params: documentParams,
        response: answers(documentSchema),
      },
    },
    async (request, reply) => {
      const { ref } = request.params;
      const state = await documents.read();
      const { resolved, diagnostics } = await documents.snapshot(state);
      const counts = documentCounts(state, diagnostics);
      const summary = documentSummary(state, resolved.estate, counts, ref);
      if (summary === null) {
        throw new ProblemError("document-missing", `The published estate has no document ${ref}.`);
      }
      const stale = [...state.stale.values()].filter(({ document }) => document === ref);
      void reply.header("etag", etagOf(summary.revision));
      return {
        summary,
        text: await textOf(ports, state, ref, state.head.get(ref)?.text ?? ""),
        diagnostics: [...diagnosticReport(diagnostics.filter(({ place }) => place.ref === ref)).diagnostics],
        stale: stale.map((part) => stalePartView(state, resolved.estate, part)),
        signOffs: state.signOffs
          .filter((signOff) => signOff.ref === ref)
          .map((signOff) => signOffView(state, signOff, clock.now().slice(0, 10))),
        history: historyView(state, ref),
        referencedBy: [...referencedBy(resolved.estate, ref)],
      };
    },
  );
}

function revisionRoutes(app: App, ports: AppPorts): void {
  const { documents } = ports;
  app.get(
    "/api/v1/documents/:ref/revisions/:revision",
    {
      schema: {
        ...operation("getDocumentRevision", "documents", "A document as it was at a revision"),
        params: revisionParams,
        response: answers(z.object({ ref: refSchema, text: z.string() })),
      },
    },
    async (request, reply) => {
      const { ref, revision } = request.params;
      const text = await textOf(ports, await documents.read(), ref, revision);
      void reply.header("etag", etagOf(revision)).header("cache-control", "private, max-age=31536000");
      return { ref, text };
    },
  );
  app.get(
    "/api/v1/documents/:ref/difference",
    {
      schema: {
        ...operation("getDocumentDifference", "documents", "What changed between two publications"),
        params: documentParams,
        querystring: z.object({
          from: z.coerce.number().int().min(0).meta({ description: "Number of a publication; 0: none yet." }),
          to: z.coerce.number().int().min(0).optional().meta({ description: "Absent: the newest." }),
        }),
        response: answers(
          z.object({
            lines: z
              .array(differenceLineSchema.nullable())
              .meta({ description: "null: lines left out that did not change." }),
          }),
        ),
      },
    },
    async (request) => {
      const { ref } = request.params;
      const state = await documents.read();
      const pins = [request.query.from, request.query.to ?? state.number].map(
        (number) => headAt(state, number).get(ref) ?? null,
      );
      const [before, after] = await Promise.all(
        pins.map(async (pin) => (pin === null ? "" : textOf(ports, state, ref, pin.text))),
      );
      return { lines: [...shortDifference(textDifference(before ?? "", after ?? ""))] };
    },
  );
}

/** The published documents. */
export function documentRoutes(app: App, ports: AppPorts): void {
  listRoute(app, ports);
  readRoute(app, ports);
  revisionRoutes(app, ports);
}
