import type { Refusal } from "#core/run/commands.ts";
import { accessProblems } from "./access/access-problems.ts";
import { detectionProblems } from "./detection/detection-problems.ts";
import { documentRefusals } from "./documents/document-problems.ts";
import { grantProblems } from "./grants/grant-problems.ts";
import { incidentRefusals } from "./incidents/incident-problems.ts";

/** Where in a request something is wrong: a JSON pointer (RFC 6901) into the body, or `?name`, `/path/name`. */
export type ProblemDetail = { readonly pointer: string; readonly detail: string };

/** An error as the API answers it (RFC 9457), of media type `application/problem+json`. */
export type Problem = {
  /** Names the kind of problem; each is described in `docs/reference/problems.md`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong with this request. */
  readonly detail: string;
  /** The path that was asked for. */
  readonly instance: string;
  readonly code: ProblemCode;
  /** What to do about it. */
  readonly help: string;
  readonly errors: readonly ProblemDetail[];
};

type Entry = { readonly status: number; readonly title: string; readonly help: string };

/** The transport numbers of what the domain refuses: the only place that knows both. */
const refusals = {
  "run-missing": { status: 404, title: "No such run", help: "List the runs to find its id." },
  "run-exists": {
    status: 409,
    title: "Run exists already",
    help: "Use another Idempotency-Key for another run.",
  },
  "run-over": {
    status: 409,
    title: "Run is over",
    help: "Start another run, or the runbook that leads back.",
  },
  "run-status": {
    status: 409,
    title: "Not in this state of the run",
    help: "Read the run again: it has moved on.",
  },
  "step-missing": { status: 404, title: "No such step", help: "Read the run to see its steps." },
  "step-status": {
    status: 409,
    title: "Not in this state of the step",
    help: "Read the run again: each step lists the commands it permits now.",
  },
  "stale-token": {
    status: 409,
    title: "Overtaken",
    help: "A newer attempt holds the step; nothing has to be done.",
  },
  "not-authorised": {
    status: 403,
    title: "Not authorised",
    help: "Ask somebody of the named team or person.",
  },
  "doer-is-approver": {
    status: 403,
    title: "Four eyes",
    help: "Ask somebody else of the approving team.",
  },
  "already-approved": {
    status: 409,
    title: "Approved already",
    help: "Another person has to approve as well.",
  },
  "reason-missing": { status: 422, title: "Reason missing", help: "Say why: it stands in the record." },
  "evidence-missing": {
    status: 422,
    title: "Evidence missing",
    help: "Attach what shows that the step was done.",
  },
  "unknown-option": { status: 422, title: "No such option", help: "Choose one of the options of the step." },
  "illegal-edit": {
    status: 409,
    title: "Edit not possible",
    help: "Read the run again and change the edit.",
  },
  "plan-invalid": { status: 422, title: "Plan not valid", help: "Mend the runbook and start again." },
} as const satisfies { readonly [code in Refusal["code"]]: Entry };

const others = {
  "precondition-failed": {
    status: 412,
    title: "Changed meanwhile",
    help: "Read it again, and send the new ETag as If-Match.",
  },
  "revision-missing": {
    status: 404,
    title: "No such revision",
    help: "The history of the document lists its revisions.",
  },
  "invalid-request": {
    status: 400,
    title: "Request not valid",
    help: "Mend what `errors` names; the shapes are in /openapi.json.",
  },
  "intake-full": {
    status: 429,
    title: "Too many signals at once",
    help: "Send them again after Retry-After; nothing of this request was taken.",
  },
  "body-too-large": {
    status: 413,
    title: "Body too large",
    help: "Send at most 1 MB; proposals take 32 MB.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "Media type not supported",
    help: "Send JSON with Content-Type application/json.",
  },
  "not-authenticated": {
    status: 401,
    title: "Nobody signed in",
    help: "Sign in, or send a bearer token; on a trusted loopback server the header X-Holdfast-Actor: person:NAME.",
  },
  "actor-unknown": {
    status: 403,
    title: "Not a person of the estate",
    help: "Act as a person that the estate has a document of.",
  },
  "host-not-allowed": {
    status: 403,
    title: "Host not allowed",
    help: "Use the address 127.0.0.1 or localhost, as the server prints it.",
  },
  "cross-site": {
    status: 403,
    title: "Request from another site",
    help: "Use Holdfast's own console or the command line.",
  },
  "admin-only": {
    status: 403,
    title: "Only for the operator of this server",
    help: "Run the command line on the server's machine, with --data naming the server's data folder.",
  },
  "route-missing": { status: 404, title: "No such address", help: "The addresses are in /openapi.json." },
  "rule-missing": {
    status: 404,
    title: "No such finding",
    help: "holdfast rules lists what the checker can find.",
  },
  "document-unreadable": {
    status: 409,
    title: "Document has errors",
    help: "Look at its findings, and correct the document.",
  },
  "not-in-estate": {
    status: 422,
    title: "Not part of the estate",
    help: "Name what the estate has documents of, or what they rely on, as kind:name.",
  },
  "too-many-trials": {
    status: 422,
    title: "Too many trials",
    help: "Ask for as many as `detail` allows: the standard error tells how exact the answer is.",
  },
  "runbook-missing": {
    status: 404,
    title: "No such runbook",
    help: "List the runbooks to find its name.",
  },
  "runbook-invalid": {
    status: 422,
    title: "Runbook has errors",
    help: "Mend what `errors` names and try again: `holdfast check` shows the same.",
  },
  "attachment-missing": {
    status: 404,
    title: "No such attachment",
    help: "The events of the run name their attachments.",
  },
  "no-lab": {
    status: 404,
    title: "No lab is configured",
    help: "Start the server with --lab URL, or use npm start.",
  },
  "lab-refused": { status: 409, title: "The lab refused", help: "Read the status of the lab." },
  "lab-unreachable": {
    status: 502,
    title: "The lab does not answer",
    help: "Look whether it runs: holdfast lab status.",
  },
  "store-unavailable": {
    status: 503,
    title: "Database away",
    help: "Try again in a moment with the same Idempotency-Key.",
  },
  internal: {
    status: 500,
    title: "A bug in Holdfast",
    help: "The server's log has the details; please report it.",
  },
} as const satisfies { readonly [code: string]: Entry };

/** Every problem this server can answer. Held against `docs/reference/problems.md` by a test. */
export const problemCatalogue = {
  ...refusals,
  ...documentRefusals,
  ...incidentRefusals,
  ...accessProblems,
  ...detectionProblems,
  ...grantProblems,
  ...others,
};

export type ProblemCode = keyof typeof problemCatalogue;

/** Ends a request with a problem. Not a bug: the error handler turns it into an answer. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly ProblemDetail[];
  /** When it may be tried again; null where waiting changes nothing. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ProblemCode,
    detail: string,
    errors: readonly ProblemDetail[] = [],
    retryAfterSeconds: number | null = null,
  ) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The problem of a code, about one request. */
export function problemOf(
  code: ProblemCode,
  detail: string,
  instance: string,
  errors: readonly ProblemDetail[] = [],
): Problem {
  const { status, title, help } = problemCatalogue[code];
  return { type: `urn:holdfast:problem:${code}`, title, status, detail, instance, code, help, errors };
}
