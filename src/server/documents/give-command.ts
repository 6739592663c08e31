import type { FastifyRequest } from "fastify";
import type { DocumentsCommand } from "#core/revision/commands.ts";
import type { DocumentsState, ProposalState } from "#core/revision/state.ts";
import type { AppPorts } from "../app-ports.ts";
import { commandToken } from "../commands.ts";
import { ProblemError } from "../problem.ts";
import { DocumentsRefused } from "./desk.ts";

/** Carries out a person's command on documents. Throws `ProblemError` where it is refused. */
export async function giveDocumentsCommand(
  request: FastifyRequest,
  { documents }: Pick<AppPorts, "documents">,
  make: (state: DocumentsState) => Promise<DocumentsCommand> | DocumentsCommand,
): Promise<DocumentsState> {
  try {
    return await documents.carryOut(make, commandToken(request));
  } catch (error) {
    if (!(error instanceof DocumentsRefused)) throw error;
    const { code, message, about } = error.refusal;
    throw new ProblemError(
      code,
      message,
      about.map((detail) => ({ pointer: "", detail })),
    );
  }
}

/** A proposal of a state, or the problem that there is none. */
export function proposalOf(state: DocumentsState, id: string): ProposalState {
  const proposal = state.proposals.get(id);
  if (proposal === undefined) throw new ProblemError("proposal-missing", `There is no proposal ${id}.`);
  return proposal;
}

/** The tag of a version, as `ETag` and `If-Match` have it (RFC 9110, section 8.8.3). */
export const etagOf = (version: number | string): string => `"${version}"`;

/** Refuses a request that was made of another version than the one there is. */
export function requireMatch(request: FastifyRequest, etag: string): void {
  const wanted = request.headers["if-match"];
  if (typeof wanted !== "string" || wanted === "*") return;
  const tags = wanted.split(",").map((tag) => tag.trim());
  if (!tags.includes(etag)) {
    throw new ProblemError("precondition-failed", `It is at ${etag} now, not at ${wanted}.`);
  }
}
