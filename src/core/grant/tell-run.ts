import { actorName } from "../model/actor.ts";
import type { GrantEvent } from "./events.ts";
import type { GrantState } from "./state.ts";

/** What the timeline of the run says of an event of a grant; null where the run need not know. */
export function textForRun(grant: string, event: GrantEvent, state: GrantState): string | null {
  const { asked } = state;
  if (asked === null) return null;
  const { component, connector, as } = asked.target;
  const what = `Access ${grant} of ${asked.grantee} to ${component} as ${as.join(", ")} (${connector})`;
  switch (event.type) {
    case "GrantAsked":
      if (event.data.origin !== "break-glass") return `${what} was asked for: ${event.data.reason}`;
      return `BREAK-GLASS: ${what} was taken without approval: ${event.data.reason}. ${toldTo(event.data.notified)}. Somebody else must review it.`;
    case "GrantApproved":
      return `${what} was approved by ${state.approvedBy ? actorName(state.approvedBy) : "somebody"}${withNote(event.data.note)}`;
    case "GrantRefused":
      return `${what} was refused: ${event.data.reason}`;
    case "GrantWithdrawn":
      return `${what} ended before it was opened: ${event.data.reason}`;
    case "GrantOpened":
      return `${what} is open until ${event.data.until}`;
    case "OpeningFailed":
      return event.data.retryAt === null ? `${what} could not be opened: ${event.data.message}` : null;
    case "CredentialIssued":
      return `${what}: the credential was collected (${event.data.reference})`;
    case "RevocationAsked":
      return `${what} is being revoked: ${event.data.reason}`;
    case "ClosingFailed":
      return event.data.attempt === 1
        ? `ALARM: ${what} may still be open: ${event.data.message}. It is tried again until it is closed.`
        : null;
    case "LateOpeningSeen":
      return `ALARM: ${what} was opened after its end, and is being closed again`;
    case "GrantRevoked": {
      const uses = event.data.uses.map(({ what: use, from, since }) =>
        [use, from && `from ${from}`, since && `since ${since}`].filter(Boolean).join(" "),
      );
      const seen = uses.length === 0 ? "no use was seen" : `seen: ${uses.join("; ")}`;
      return `${what} is revoked: ${event.data.detail}; sessions ended: ${event.data.sessionsEnded}; ${seen}`;
    }
    case "BreakGlassReviewed":
      return `${what} was reviewed by ${state.review ? actorName(state.review.by) : "somebody"}: ${event.data.verdict}, ${event.data.note}`;
    case "OpeningBegun":
    case "CredentialBegun":
    case "CredentialFailed":
    case "ClosingBegun":
    case "NoticeSent":
      return null;
    default:
      return event satisfies never;
  }
}

const withNote = (note: string) => (note.trim() === "" ? "" : `: ${note}`);
const toldTo = (people: readonly string[]) =>
  people.length === 0 ? "Nobody else has a part in the run" : `Told: ${people.join(", ")}`;
