import { Readable } from "node:stream";
import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { file, operation } from "./operation.ts";
import { runParams } from "./runs.ts";

/** What proves what happened. */
export function evidenceRoutes(app: App, { evidence, attachments, handler, exportLog }: AppPorts): void {
  app.get(
    "/api/v1/runs/:run/evidence",
    {
      schema: {
        ...operation("exportEvidence", "evidence", "The signed evidence bundle of a run"),
        params: runParams,
        response: file("JSON lines; verify with `holdfast evidence verify`.", "application/jsonl"),
      },
    },
    async (request, reply) => {
      const { run } = request.params;
      const { state } = await handler.read(run);
      if (state.status === "none") throw new ProblemError("run-missing", `There is no run ${run}.`);
      const text = await evidence.bundle([`run/${run}`]);
      return reply
        .type("application/jsonl")
        .header("content-disposition", `attachment; filename="holdfast-${run}.evidence.jsonl"`)
        .serializer(String)
        .send(text);
    },
  );
  app.get(
    "/api/v1/evidence/public-key",
    {
      schema: {
        ...operation("getPublicKey", "evidence", "The public key that evidence is verified with"),
        response: file("PEM.", "application/x-pem-file"),
      },
    },
    async (_request, reply) =>
      reply.type("application/x-pem-file").serializer(String).send(evidence.publicKeyPem),
  );
  app.get(
    "/api/v1/attachments/:sha256",
    {
      schema: {
        ...operation("getAttachment", "evidence", "Something kept whole as proof"),
        params: z.object({
          sha256: z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hexadecimal"),
        }),
        response: file("The bytes.", "application/octet-stream"),
      },
    },
    async (request, reply) => {
      const { sha256 } = request.params;
      const found = await attachments.get(sha256);
      if (found === null) throw new ProblemError("attachment-missing", `There is no attachment ${sha256}.`);
      // Whatever was captured is shown as a file, never run as a page of ours.
      return reply
        .header("content-type", "application/octet-stream")
        .header("x-content-type-options", "nosniff")
        .header("content-disposition", `attachment; filename="${sha256.slice(0, 12)}"`)
        .serializer((bytes: unknown) => bytes as string)
        .send(Buffer.from(found.bytes) as unknown as string);
    },
  );
  app.get(
    "/api/v1/log",
    {
      schema: {
        ...operation("exportLog", "evidence", "The whole log, as a backup (operator only)"),
        response: file("JSON lines; `holdfast log import` reads them.", "application/jsonl"),
      },
    },
    async (request, reply) => {
      if (request.identity?.isOperator !== true) {
        throw new ProblemError("admin-only", "The whole log is for the operator of the server.");
      }
      return reply
        .header("content-type", "application/jsonl")
        .send(Readable.from(exportLog()) as unknown as string);
    },
  );
}
