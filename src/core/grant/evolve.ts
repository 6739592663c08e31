import type { RecordedGrantEvent } from "./events.ts";
import type { GrantState } from "./state.ts";

/** The state after one event. */
export function evolve(state: GrantState, event: RecordedGrantEvent): GrantState {
  const { actor, at } = event;
  switch (event.type) {
    case "GrantAsked": {
      const status = event.data.origin === "break-glass" ? "approved" : "asked";
      return { ...state, status, asked: event.data, askedBy: actor, askedAt: at };
    }
    case "GrantApproved":
      return { ...state, status: "approved", approvedBy: actor };
    case "GrantRefused":
    case "GrantWithdrawn":
    case "RevocationAsked":
      return ended(state, event);
    case "OpeningBegun":
      return {
        ...state,
        status: "opening",
        openings: event.data.attempt,
        mayHaveOpened: state.mayHaveOpened || state.status === "opening",
        until: event.data.until,
      };
    case "GrantOpened":
      return { ...state, status: "open", openedAt: at, until: event.data.until, trouble: null };
    case "OpeningFailed": {
      const { message, retryAt } = event.data;
      const status = retryAt === null ? "not-opened" : "approved";
      const until = state.mayHaveOpened ? state.until : null;
      return { ...state, status, until, trouble: { message, at, retryAt } };
    }
    case "LateOpeningSeen":
      return { ...state, status: "closing", revokedAt: null };
    case "CredentialBegun":
      return { ...state, issues: event.data.issue };
    case "CredentialIssued":
      return { ...state, credential: { reference: event.data.reference, issuedAt: at } };
    case "CredentialFailed":
    case "NoticeSent":
      return state;
    case "ClosingBegun":
      return { ...state, closings: event.data.attempt };
    case "GrantRevoked": {
      const { sessionsEnded, uses } = event.data;
      return {
        ...state,
        status: "revoked",
        revokedAt: at,
        sessionsEnded: state.sessionsEnded + sessionsEnded,
        uses: [...state.uses, ...uses],
        trouble: null,
      };
    }
    case "ClosingFailed":
      return { ...state, trouble: { message: event.data.message, at, retryAt: event.data.retryAt } };
    case "BreakGlassReviewed":
      return { ...state, review: { ...event.data, by: actor, at } };
    default:
      return event satisfies never;
  }
}

type Ending = Extract<
  RecordedGrantEvent,
  { readonly type: "GrantRefused" | "GrantWithdrawn" | "RevocationAsked" }
>;

const statusAfter = {
  GrantRefused: "refused",
  GrantWithdrawn: "withdrawn",
  RevocationAsked: "closing",
} as const satisfies { readonly [type in Ending["type"]]: GrantState["status"] };

/** It is to end, and why; what was in the way before is over with it. */
function ended(state: GrantState, { type, data, actor, at }: Ending): GrantState {
  const end = { cause: "by-person" as const, ...data, by: actor, at };
  return { ...state, status: statusAfter[type], trouble: null, end };
}

/** The state after several events. */
export function fold(state: GrantState, events: readonly RecordedGrantEvent[]): GrantState {
  return events.reduce(evolve, state);
}
