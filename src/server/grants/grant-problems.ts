import type { GrantRefusal } from "#core/grant/commands.ts";
import type { Refusal } from "#core/run/commands.ts";

/** What grants of access refuse and runs do not. */
export const grantProblems = {
  "grant-missing": {
    status: 404,
    title: "No such grant",
    help: "List the grants of the run to find its id.",
  },
  "grant-exists": {
    status: 409,
    title: "Grant exists already",
    help: "Use another Idempotency-Key for another grant.",
  },
  "grant-status": {
    status: 409,
    title: "Not in this state of the grant",
    help: "Read the grant again: it says what may be done with it now.",
  },
  "grant-limit": {
    status: 422,
    title: "More than may be granted",
    help: "Ask for what the access of the component lists under grantable, and for no longer than it allows.",
  },
  "grant-not-made": {
    status: 502,
    title: "The target made no credential",
    help: "Look at the target, and collect it again: nothing is open by this try.",
  },
} as const satisfies {
  readonly [code in Exclude<GrantRefusal["code"], Refusal["code"]> | "grant-not-made"]: {
    readonly status: number;
    readonly title: string;
    readonly help: string;
  };
};
