import { instantOf, shortened } from "../payload-reader.ts";
import type { ReadPayload } from "../signal.ts";

/** A mail as far as a signal is made of it. */
export type AlertMail = {
  /** Address of its sender. */
  readonly from: string;
  /** What stands behind the plus of the address it was sent to: `signals+backup@…`; null where there is none. */
  readonly tag: string | null;
  readonly subject: string;
  readonly text: string;
  /** Its `Date`, ISO 8601; null where it has none. */
  readonly date: string | null;
  readonly messageId: string | null;
};

const marks = /^\s*(?:(?:re|fwd?|aw|wg):\s*|\[[^\]]{1,40}\]\s*|\*+\s*)+/i;
/** A word of its own: the `up` of `[back-up]` and the `ok` of `[ok-prod]` say nothing. */
const over = /(?<![\w-])(?:resolved|recover(?:y|ed)|ok|closed|cleared|up|back to normal)(?![\w-])/i;
/** Nagios and its kin: `** RECOVERY Service Alert: db-1/disk is OK **`. What it is now is no part of its name. */
const stateBehind = /\s+is\s+(?:ok|up|down|critical|warning|unknown|unreachable)\s*\**\s*$/i;
const severities = ["critical", "major", "error", "warning", "minor", "info"] as const;
const summaryMax = 4000;

/**
 * Reads an alert that came as mail. Its subject names it; `[RESOLVED]`, `RECOVERY:` or the like before the rest says that it
 * is over, and what is in front is no part of its name. The same mail delivered twice has the same time, and is one.
 */
export function readEmail({ from, tag, subject, text, date, messageId }: AlertMail): ReadPayload {
  const { front, rest } = splitSubject(subject);
  const title = shortened(/\balert:\s*$/i.test(front) ? rest.replace(stateBehind, "") : rest);
  if (title === "") {
    return {
      signals: [],
      faults: [{ pointer: "/subject", detail: "is empty: nothing says what it is about" }],
    };
  }
  const said = `${front} ${rest.slice(title.length)}`.toLowerCase();
  const severity = severities.find((each) => said.includes(each)) ?? null;
  const isOver = over.test(front);
  const at = instantOf(date ?? undefined);
  return {
    signals: [
      {
        source: "email",
        fingerprint: `${from.toLowerCase()} ${tag ?? ""} ${title.toLowerCase()}`,
        status: isOver ? "resolved" : "firing",
        startsAt: at,
        endsAt: isOver ? at : null,
        title,
        summary: text.trim().slice(0, summaryMax),
        severity,
        labels: {
          from: from.toLowerCase(),
          ...(tag === null ? {} : { mailbox: tag }),
          ...(messageId === null ? {} : { "message-id": messageId }),
        },
        link: null,
      },
    ],
    faults: [],
  };
}

/** `[CRITICAL] FIRING: Disk is full` as what is in front, and `Disk is full`. */
function splitSubject(subject: string): { readonly front: string; readonly rest: string } {
  let rest = subject.replace(marks, "");
  const word =
    /^\s*(?:problem|firing|alert|alarm|critical|major|error|warning|minor|info|resolved(?: in [^:]{1,20})?|recovery|recovered|ok|closed|cleared|up|down|(?:problem|recovery|acknowledgement) (?:host|service) alert)\s*[:\-–]\s*/i;
  for (let found = word.exec(rest); found !== null; found = word.exec(rest))
    rest = rest.slice(found[0].length);
  return { front: subject.slice(0, subject.length - rest.length), rest };
}
