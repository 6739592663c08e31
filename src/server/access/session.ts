import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Account, SignInMethod } from "#core/access/account.ts";
import { tokenHash } from "../auth.ts";
import { ProblemError } from "../problem.ts";
import type { AccessPorts } from "./access-ports.ts";
import { newSecret, readCookie, setCookie } from "./cookies.ts";
import { deviceCookie } from "./guessing.ts";
import { isFromOwnPages, ownOrigin } from "./own-address.ts";

/** How long a browser is known again. */
const deviceSeconds = 180 * 24 * 3600;
/** How you sign in can be changed for so long after signing in. */
const recentSeconds = 15 * 60;

/** The origin this request came to; throws where no session could be kept. */
export function signInOrigin(request: FastifyRequest, { publicUrl }: Pick<AccessPorts, "publicUrl">): string {
  const own = ownOrigin(request, publicUrl);
  if (own === null) {
    throw new ProblemError("needs-https", "This address has no TLS, and the server knows no other.");
  }
  if (!isFromOwnPages(request, own)) {
    const isByProgram =
      request.headers.origin === undefined && request.headers["sec-fetch-site"] === undefined;
    if (!isByProgram) throw new ProblemError("cross-site", "Signing in is done on Holdfast's own pages.");
  }
  return own;
}

/** Signs a browser in: a new session in the place of the one it had, and a mark by which it is known again. */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  ports: AccessPorts,
  given: {
    readonly account: Account;
    readonly own: string;
    readonly method: SignInMethod;
    readonly isStrong: boolean;
  },
): Promise<void> {
  const { account, own, method, isStrong } = given;
  if (account.disabledAt !== null) {
    throw new ProblemError("account-disabled", `The account of ${account.person} is disabled.`);
  }
  const before = readCookie(request, "session", own);
  if (before !== null) await ports.sessions.end(tokenHash(before));
  const secret = newSecret();
  await ports.sessions.create({
    sha256: tokenHash(secret),
    id: randomBytes(9).toString("base64url"),
    person: account.person,
    method,
    isStrong,
    address: request.ip,
    browser: (request.headers["user-agent"] ?? "").slice(0, 300),
  });
  await ports.accounts.noteSignIn(account.person);
  setCookie(reply, "session", own, secret);
  setCookie(reply, "ceremony", own, null);
  setCookie(reply, "device", own, deviceCookie(ports, account.name), deviceSeconds);
}

/** The session of somebody who wants to change how they sign in: it has to be young. */
export function recentSession(request: FastifyRequest, now: string) {
  const session = ownSession(request);
  const age = (Date.parse(now) - Date.parse(session.createdAt)) / 1000;
  if (age <= recentSeconds) return session;
  throw new ProblemError("sign-in-again", "You signed in more than 15 minutes ago.");
}

/** The session of the browser that asks; a token changes nothing about how its person signs in. */
export function ownSession(request: FastifyRequest) {
  const session = request.identity?.session ?? null;
  if (session !== null) return session;
  throw new ProblemError("not-authenticated", "This is done in a browser that is signed in.");
}
