/** What the service worker looks at in a request. */
export type AskedFor = {
  readonly method: string;
  readonly url: string;
  /** The address of the console itself: `https://holdfast.example`. */
  readonly origin: string;
  /** `navigate` when somebody opens an address. */
  readonly mode: string;
  readonly accept: string;
};

/**
 * What is done with a request. `pass`: the worker keeps out of it. `page`: the first page, from the
 * server, or the kept one when it is gone. `asset`: a file whose name holds its content. `answer`:
 * from the server, and kept; when it is gone, the kept one with its age. `forget`: somebody signs in or
 * out, and what was kept for whoever was here is forgotten.
 */
export type Handling = "pass" | "page" | "asset" | "answer" | "forget";

/** Answers that are of no use when old, that never end, or that tell who somebody is. */
const neverKept = /^\/api\/v1\/(?:feed|log|lab|tokens|sign-in|account|access)\b|\/evidence\b/;

const signsInOrOut = /^\/api\/v1\/sign-(?:in|out)\b/;

/** How a request is handled. Commands always pass: nothing is ever sent later or twice by the worker. */
export function handlingOf({ method, url, origin, mode, accept }: AskedFor): Handling {
  const { origin: asked, pathname } = new URL(url);
  if (asked !== origin) return "pass";
  if (method !== "GET") return signsInOrOut.test(pathname) ? "forget" : "pass";
  if (pathname.startsWith("/assets/") || pathname === "/favicon.svg") return "asset";
  if (pathname.startsWith("/api/v1/")) {
    return neverKept.test(pathname) || accept.includes("text/event-stream") ? "pass" : "answer";
  }
  const isOfServer = /^\/(?:api|answer|openapi\.json|healthz|readyz|metrics)\b/.test(pathname);
  return mode === "navigate" && !isOfServer ? "page" : "pass";
}

/** Says since when an answer was kept; only an answer that the worker gave in the server's place has it. */
export const keptAtHeader = "x-holdfast-kept-at";

/** Where the answers for one person are kept; nobody else ever gets them. */
export const answersPrefix = "holdfast-answers:";

/** Where the files of one build are kept. */
export const buildPrefix = "holdfast-build:";

/** Whether an answer says that the server is gone, and something before it speaks instead. */
export function isGone(status: number, contentType: string): boolean {
  return [502, 503, 504].includes(status) && !contentType.includes("problem+json");
}
