import { addSeconds } from "../model/instant.ts";
import type { GrantCommand, GrantRefusal } from "./commands.ts";
import type { GrantEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { grantPermission, refuse } from "./permission.ts";
import { type GrantState, isOver, mayBeOpen } from "./state.ts";

/** Events to append (none: the command changes nothing) with the state after them, or why it is not allowed now. */
export type GrantDecision =
  | { readonly status: "accepted"; readonly events: readonly GrantEvent[]; readonly state: GrantState }
  | { readonly status: "refused"; readonly refusal: GrantRefusal };

/** The longest that anybody is let in at once. */
export const limitSecondsMax = 12 * 3600;

/** Times an opening is tried before it is given up; a closing never is. */
const openingsMax = 5;

/** Seconds to the next try after so many. */
const retrySeconds = (attempt: number) => Math.min(60, 2 ** attempt);

type Command<Type extends GrantCommand["type"]> = Extract<GrantCommand, { readonly type: Type }>;
type Answer = readonly GrantEvent[] | GrantRefusal;

/** What follows from a command in a state. Pure: time, actor and what the target answered come with the command. */
export function decide(command: GrantCommand, state: GrantState): GrantDecision {
  const answer = answerTo(command, state);
  if ("code" in answer) return { status: "refused", refusal: answer };
  const { actor, at } = command;
  const after = answer.reduce((so, event) => evolve(so, { ...event, actor, at }), state);
  return { status: "accepted", events: answer, state: after };
}

const nothing: readonly GrantEvent[] = [];
const needReason = (text: string) =>
  text.trim() === "" ? refuse("reason-missing", "Say why: the reason stands in the record.") : null;

function answerTo(command: GrantCommand, state: GrantState): Answer {
  if (command.type === "AskGrant") return ask(command, state);
  if (state.asked === null) return refuse("grant-missing", "There is no such grant.");
  switch (command.type) {
    case "ApproveGrant":
      return (
        grantPermission(state, "approve", command.actor) ?? [
          { type: "GrantApproved", data: { note: command.note } },
        ]
      );
    case "RefuseGrant":
      return (
        grantPermission(state, "refuse", command.actor) ??
        needReason(command.reason) ?? [{ type: "GrantRefused", data: { reason: command.reason } }]
      );
    case "EndGrant":
      return end(command, state);
    case "BeginOpening":
    case "SettleOpening":
      return command.type === "BeginOpening" ? beginOpening(command, state) : settleOpening(command, state);
    case "BeginCredential":
      return beginCredential(command, state);
    case "SettleCredential":
      return settleCredential(command, state);
    case "BeginClosing":
      if (state.status !== "closing") return nothing;
      return [{ type: "ClosingBegun", data: { attempt: state.closings + 1 } }];
    case "SettleClosing":
      return settleClosing(command, state);
    case "RecordNotice":
      return [{ type: "NoticeSent", data: command.data }];
    case "ReviewBreakGlass":
      return (
        grantPermission(state, "review", command.actor) ??
        needReason(command.note) ?? [
          { type: "BreakGlassReviewed", data: { verdict: command.verdict, note: command.note } },
        ]
      );
    default:
      return command satisfies never;
  }
}

function ask({ data }: Command<"AskGrant">, { status }: GrantState): Answer {
  if (status !== "none") return refuse("grant-exists", "A grant with this id was asked for already.");
  if (!(data.limitSeconds > 0) || data.limitSeconds > limitSecondsMax) {
    return refuse(
      "grant-limit",
      `Access lasts at least a second and at most ${limitSecondsMax / 3600} hours.`,
    );
  }
  if (data.target.as.length === 0)
    return refuse("grant-limit", "Say as what: the access names what there is.");
  return needReason(data.reason) ?? [{ type: "GrantAsked", data }];
}

/** What never let anybody in is withdrawn; what may have is closed. */
function end({ cause, reason, actor }: Command<"EndGrant">, state: GrantState): Answer {
  if (cause === "by-person") {
    const refusal = grantPermission(state, "end", actor) ?? needReason(reason);
    if (refusal) return refusal;
  }
  if (isOver(state) || state.status === "closing") return nothing;
  return [{ type: mayBeOpen(state) ? "RevocationAsked" : "GrantWithdrawn", data: { cause, reason } }];
}

/** A try that was lost may have let somebody in: the time of the grant runs from there. */
function beginOpening({ at }: Command<"BeginOpening">, state: GrantState): Answer {
  if (state.status !== "approved" && state.status !== "opening") return nothing;
  const until = state.until ?? addSeconds(at, state.asked?.limitSeconds ?? 0);
  return [{ type: "OpeningBegun", data: { attempt: state.openings + 1, until } }];
}

function settleOpening({ attempt, outcome, at }: Command<"SettleOpening">, state: GrantState): Answer {
  const isCurrent = state.status === "opening" && attempt === state.openings;
  if (outcome.status === "done") {
    const { detail } = outcome;
    if (isCurrent && state.until !== null)
      return [{ type: "GrantOpened", data: { attempt, until: state.until, detail } }];
    // Whatever was closed before it came through is open again, and nobody would look.
    return isOver(state) || state.status === "closing"
      ? [{ type: "LateOpeningSeen", data: { attempt, detail } }]
      : nothing;
  }
  if (!isCurrent) return nothing;
  const { status, message } = outcome;
  const isLast = attempt >= openingsMax;
  if (status === "unknown" || (isLast && state.mayHaveOpened))
    return [{ type: "RevocationAsked", data: { cause: "opening-unknown", reason: message } }];
  const retryAt = isLast ? null : addSeconds(at, retrySeconds(attempt));
  return [{ type: "OpeningFailed", data: { attempt, outcome: status, message, retryAt } }];
}

function beginCredential({ again, actor }: Command<"BeginCredential">, state: GrantState): Answer {
  const refusal = grantPermission(state, "collect", actor);
  if (refusal) return refusal;
  if (state.credential !== null && !again) {
    return refuse(
      "grant-status",
      "It was collected already and is kept nowhere: ask for a new one, which makes the old one void.",
    );
  }
  return [{ type: "CredentialBegun", data: { issue: state.issues + 1 } }];
}

function settleCredential({ issue, outcome }: Command<"SettleCredential">, state: GrantState): Answer {
  if (issue !== state.issues) return nothing;
  if (outcome.status === "done") {
    const { reference, until } = outcome;
    return [{ type: "CredentialIssued", data: { issue, reference, until } }];
  }
  return [{ type: "CredentialFailed", data: { issue, outcome: outcome.status, message: outcome.message } }];
}

function settleClosing(command: Command<"SettleClosing">, state: GrantState): Answer {
  const { attempt, outcome, sessionsEnded, uses, at } = command;
  if (state.status !== "closing" || attempt !== state.closings) return nothing;
  if (outcome.status === "done")
    return [{ type: "GrantRevoked", data: { attempt, sessionsEnded, uses, detail: outcome.detail } }];
  const { status, message } = outcome;
  const retryAt = addSeconds(at, retrySeconds(attempt));
  return [{ type: "ClosingFailed", data: { attempt, outcome: status, message, retryAt } }];
}
