import type { Schemas } from "#client/client.ts";
import type { Ref } from "#core/model/ref.ts";
import { ask, clientOf } from "./ask.ts";

export type Proposal = Schemas["Proposal"];
export type ProposalSummary = Schemas["ListedProposal"];
export type ProposalDifferences = Schemas["ProposalDifferences"];

export async function fetchProposals(actor: string | null): Promise<readonly ProposalSummary[]> {
  return (await ask(clientOf(actor).GET("/api/v1/proposals", { params: { query: {} } }))).proposals;
}

export async function fetchProposal(actor: string | null, proposal: string): Promise<Proposal> {
  return ask(clientOf(actor).GET("/api/v1/proposals/{proposal}", { params: { path: { proposal } } }));
}

/** What a proposal does to texts, findings and the estate. */
export async function fetchProposalDifferences(
  actor: string | null,
  proposal: string,
): Promise<ProposalDifferences> {
  const params = { path: { proposal } };
  return ask(clientOf(actor).GET("/api/v1/proposals/{proposal}/differences", { params }));
}

/** One document of a proposal: its text, and the SHA-256 of the text its author saw. */
export type ProposedText = {
  readonly ref?: Ref;
  readonly file?: string;
  /** null removes it. */
  readonly text: string | null;
  readonly base: string | null;
};

/** Proposes changes of documents, whole or not at all. */
export async function openProposal(
  actor: string | null,
  body: { readonly title: string; readonly reason: string; readonly changes: readonly ProposedText[] },
  key: string,
): Promise<Proposal> {
  const headers = { "Idempotency-Key": key };
  return ask(
    clientOf(actor).POST("/api/v1/proposals", { body: { ...body, changes: [...body.changes] }, headers }),
  );
}

/** Replaces what an open proposal holds. */
export async function reviseProposal(
  actor: string | null,
  proposal: string,
  { note, changes }: { readonly note: string; readonly changes: readonly ProposedText[] },
  key: string,
): Promise<Proposal> {
  const given = { params: { path: { proposal } }, headers: { "Idempotency-Key": key } };
  const body = { note, changes: [...changes] };
  return ask(clientOf(actor).POST("/api/v1/proposals/{proposal}/revise", { ...given, body }));
}

/** Proposes new texts of several documents at once, each with the SHA-256 of the text its author saw. */
export async function proposeTexts(
  actor: string | null,
  body: {
    readonly title: string;
    readonly reason: string;
    readonly changes: readonly { readonly text: string; readonly base: string }[];
  },
  key: string,
): Promise<Proposal> {
  const given = { ...body, changes: [...body.changes] };
  return ask(clientOf(actor).POST("/api/v1/proposals", { body: given, headers: { "Idempotency-Key": key } }));
}

/** What a person can tell a proposal. `text` is a note, a comment or a reason. */
export type ProposalCommand = {
  readonly to: "approve" | "publish" | "request-changes" | "comment" | "rebase" | "withdraw";
  readonly text: string;
  /** What was looked at: another content is refused. */
  readonly content: string;
};

/** Gives a command; answers the proposal after it. */
export async function tellProposal(
  actor: string | null,
  proposal: string,
  { to, text, content }: ProposalCommand,
  key: string,
): Promise<Proposal> {
  const client = clientOf(actor);
  const given = { params: { path: { proposal } }, headers: { "Idempotency-Key": key } };
  switch (to) {
    case "approve":
      return ask(
        client.POST("/api/v1/proposals/{proposal}/approve", { ...given, body: { content, note: text } }),
      );
    case "publish":
      return ask(client.POST("/api/v1/proposals/{proposal}/publish", { ...given, body: { content } }));
    case "comment":
      return ask(
        client.POST("/api/v1/proposals/{proposal}/comment", { ...given, body: { text, ref: null } }),
      );
    case "rebase":
      return ask(client.POST("/api/v1/proposals/{proposal}/rebase", given));
    case "request-changes":
    case "withdraw":
      return ask(client.POST(`/api/v1/proposals/{proposal}/${to}`, { ...given, body: { reason: text } }));
    default:
      return to satisfies never;
  }
}
