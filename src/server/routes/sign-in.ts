import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { passwordLengths, passwordProblem } from "#core/access/password.ts";
import type { AccessPorts } from "../access/access-ports.ts";
import { beginCeremony, begunCeremony, finishCeremony } from "../access/ceremony.ts";
import { readCookie, setCookie } from "../access/cookies.ts";
import { codeGuess, guess, passwordGuess } from "../access/guessing.ts";
import { hashPassword, verifyPassword } from "../access/hash-password.ts";
import { ownOrigin } from "../access/own-address.ts";
import { allowsPasskeys } from "../access/passkeys.ts";
import { isRightCode } from "../access/second-factor.ts";
import { signInOrigin, startSession } from "../access/session.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema, signInStateSchema } from "../schemas/access.ts";
import { answers, operation } from "./operation.ts";

const optionsSchema = z
  .object({
    isOn: z.boolean().meta({ description: "false: whoever reaches the loopback address is believed." }),
    hasAccounts: z.boolean().meta({ description: "false: the first administrator is still to be made." }),
    passkeys: z.boolean().meta({ description: "Whether browsers allow passkeys at this address." }),
    provider: z.string().nullable().meta({ description: "What the provider is called; null without one." }),
    passwordLeast: z.int(),
  })
  .meta({ id: "SignInOptions" });

/** Refuses to sign anybody in where the server believes everybody. */
export function requireSignIn({ trust }: Pick<AppPorts, "trust">): void {
  if (trust.loopback) throw new ProblemError("sign-in-off", "Nobody has to sign in on this server.");
}

const refusal = () => new ProblemError("sign-in-refused", "The name and the password do not fit.");

/** Signing in and out. */
export function signInRoutes(app: App, ports: AppPorts): void {
  const { access, trust } = ports;
  app.get(
    "/api/v1/sign-in",
    {
      schema: {
        ...operation("getSignInOptions", "identity", "In which ways one can sign in here"),
        response: answers(optionsSchema),
      },
    },
    async (request) => ({
      isOn: !trust.loopback,
      hasAccounts: trust.loopback || (await access.accounts.list()).length > 0,
      passkeys: allowsPasskeys(ownOrigin(request, access.publicUrl)),
      provider: access.provider?.title ?? null,
      passwordLeast: passwordLengths.least,
    }),
  );
  app.post(
    "/api/v1/sign-in",
    {
      schema: {
        ...operation("signIn", "identity", "Signs in by name and password"),
        body: z
          .strictObject({ name: z.string().min(1).max(200), password: z.string().max(1000) })
          .meta({ id: "SignIn" }),
        response: answers(signInStateSchema),
      },
    },
    (request, reply) => byPassword(request, reply, ports, request.body),
  );
  secondFactorRoute(app, ports);
  passwordRoute(app, ports);
  app.post(
    "/api/v1/sign-out",
    { schema: { ...operation("signOut", "identity", "Ends this session"), response: answers(doneSchema) } },
    async (request, reply) => {
      const own = ownOrigin(request, access.publicUrl);
      const cookie = readCookie(request, "session", own);
      if (cookie !== null) await access.sessions.end(tokenHash(cookie));
      setCookie(reply, "session", own, null);
      return { done: true as const };
    },
  );
}

async function byPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  ports: AppPorts,
  given: { readonly name: string; readonly password: string },
) {
  requireSignIn(ports);
  const { access } = ports;
  const own = signInOrigin(request, access);
  const name = given.name.trim().toLowerCase();
  const account = await guess(
    access,
    passwordGuess(request, access, name),
    async () => {
      const found = await access.accounts.byName(name);
      const { isRight, isOutdated } = await verifyPassword(given.password, found?.passwordHash ?? null);
      if (found === null || !isRight) return null;
      if (isOutdated) await access.accounts.setPassword(found.person, await hashPassword(given.password));
      return found;
    },
    (found) => found !== null,
  );
  if (account === null) throw refusal();
  if (account.disabledAt !== null) {
    throw new ProblemError("account-disabled", `The account of ${account.person} is disabled.`);
  }
  const passkeys = await access.accounts.passkeysOf(account.person);
  if (!account.totpConfirmed && passkeys.length === 0) {
    await startSession(request, reply, access, { account, own, method: "password", isStrong: false });
    return { state: "signed-in" as const, factors: [] };
  }
  await beginCeremony(reply, access, own, { kind: "second-factor", person: account.person, data: {} });
  const factors: ("totp" | "passkey" | "recovery-code")[] = [];
  if (account.totpConfirmed) factors.push("totp");
  if (passkeys.length > 0 && allowsPasskeys(own)) factors.push("passkey");
  if ((await access.accounts.countRecoveryCodes(account.person)) > 0) factors.push("recovery-code");
  return { state: "second-factor" as const, factors };
}

function secondFactorRoute(app: App, ports: AppPorts): void {
  const { access, clock } = ports;
  app.post(
    "/api/v1/sign-in/second-factor",
    {
      schema: {
        ...operation(
          "giveSecondFactor",
          "identity",
          "Finishes signing in with a code of the app or a recovery code",
        ),
        body: z.strictObject({ code: z.string().min(1).max(100) }).meta({ id: "SecondFactor" }),
        response: answers(signInStateSchema),
      },
    },
    async (request, reply) => {
      requireSignIn(ports);
      const own = signInOrigin(request, access);
      const begun = await begunCeremony(request, access, own, "second-factor");
      const account = begun?.person == null ? null : await access.accounts.byPerson(begun.person);
      if (account === null) throw new ProblemError("ceremony-over", "Begin again with your password.");
      const isRight = await guess(
        access,
        codeGuess(access, account.person),
        () => isRightCode(access, account, request.body.code, clock.now()),
        Boolean,
      );
      if (!isRight) {
        throw new ProblemError("sign-in-refused", "The code is not right now, or was used already.");
      }
      await finishCeremony(request, access, own, "second-factor");
      await startSession(request, reply, access, { account, own, method: "password", isStrong: true });
      return { state: "signed-in" as const, factors: [] };
    },
  );
}

/** Refuses a password that is guessed easily. */
export function requireGoodPassword(password: string, names: readonly string[]): void {
  const problem = passwordProblem(password, names);
  if (problem !== null)
    throw new ProblemError("password-weak", problem, [{ pointer: "/password", detail: problem }]);
}

function passwordRoute(app: App, ports: AppPorts): void {
  const { access } = ports;
  app.post(
    "/api/v1/sign-in/password",
    {
      schema: {
        ...operation("choosePassword", "identity", "Chooses a password with a link from an administrator"),
        body: z
          .strictObject({ link: z.string().min(1).max(200), password: z.string().max(1000) })
          .meta({ id: "ChoosePassword" }),
        response: answers(z.object({ name: z.string() }).meta({ id: "ChosenPassword" })),
      },
    },
    async (request) => {
      requireSignIn(ports);
      signInOrigin(request, access);
      const { link, password } = request.body;
      const spent = () => new ProblemError("link-spent", "The link was used, has expired, or was replaced.");
      const sha256 = tokenHash(link);
      const begun = await access.ceremonies.find(sha256, "reset");
      const account = begun?.person == null ? null : await access.accounts.byPerson(begun.person);
      if (account === null) throw spent();
      requireGoodPassword(password, [account.name, account.person.replace("person:", "")]);
      const hash = await hashPassword(password);
      if ((await access.ceremonies.finish(sha256, "reset")) === null) throw spent();
      await setNewPassword(access, account.person, hash);
      return { name: account.name };
    },
  );
}

/** A new password ends every session: whoever had the old one is out. */
async function setNewPassword(
  { accounts, sessions, desk }: AccessPorts,
  person: Parameters<AccessPorts["accounts"]["byPerson"]>[0],
  hash: string,
): Promise<void> {
  await accounts.setPassword(person, hash);
  await sessions.endAll(person, null);
  const actor = { type: "person", ref: person, teams: [] } as const;
  await desk.record(actor, `password:${hash.slice(-24)}`, () => [
    { type: "AccountChanged", data: { person, what: "password chosen with a link" } },
  ]);
}
