import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Account } from "#core/access/account.ts";
import { grantsOf } from "#core/access/state.ts";
import type { AccessPorts } from "../access/access-ports.ts";
import { guess, passwordGuess } from "../access/guessing.ts";
import { hashPassword, verifyPassword } from "../access/hash-password.ts";
import { recordChange } from "../access/record-change.ts";
import { ownSession } from "../access/session.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { personOf } from "../commands.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema, grantSchema, roleSchema, sessionSchema } from "../schemas/access.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";
import { requireGoodPassword } from "./sign-in.ts";

const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  usedAt: z.string().nullable(),
});

const accountSchema = z
  .object({
    person: refSchema,
    roles: z.array(roleSchema),
    grants: z.array(grantSchema).nullable().meta({ description: "null: the roles are those of everybody." }),
    signIn: z
      .object({
        name: z.string(),
        hasPassword: z.boolean(),
        passwordChangedAt: z.string().nullable(),
        hasTotp: z.boolean(),
        recoveryCodes: z.int(),
        passkeys: z.array(passkeySchema),
      })
      .nullable()
      .meta({ description: "null: the person has no account to sign in with." }),
    sessions: z.array(sessionSchema),
  })
  .meta({ id: "OwnAccount" });

/** The account of who asks, as it is kept. */
export async function ownAccount(request: FastifyRequest, { accounts }: AccessPorts): Promise<Account> {
  const { person } = ownSession(request);
  const account = await accounts.byPerson(person);
  if (account === null) throw new ProblemError("account-missing", `${person} has no account.`);
  return account;
}

async function signInOf({ accounts }: AccessPorts, account: Account) {
  const passkeys = await accounts.passkeysOf(account.person);
  return {
    name: account.name,
    hasPassword: account.passwordHash !== null,
    passwordChangedAt: account.passwordChangedAt,
    hasTotp: account.totpConfirmed,
    recoveryCodes: await accounts.countRecoveryCodes(account.person),
    passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt })),
  };
}

/** One's own account: what it is, its password, its sessions. */
export function accountRoutes(app: App, ports: AppPorts): void {
  const { access } = ports;
  app.get(
    "/api/v1/account",
    {
      schema: {
        ...operation("getAccount", "account", "The account of who asks: roles, ways to sign in, sessions"),
        response: answers(accountSchema),
      },
    },
    async (request) => {
      const { ref } = personOf(request);
      const account = await access.accounts.byPerson(ref);
      const sessions = await access.sessions.listOf(ref);
      const grants = grantsOf(await access.desk.read(), ref);
      return {
        person: ref,
        roles: [...(request.identity?.roles ?? [])],
        grants: grants === null ? null : [...grants],
        signIn: account === null ? null : await signInOf(access, account),
        sessions: sessions.map((session) => ({
          id: session.id,
          method: session.method,
          isStrong: session.isStrong,
          createdAt: session.createdAt,
          seenAt: session.seenAt,
          expiresAt: session.expiresAt,
          address: session.address,
          browser: session.browser,
          isThis: session.id === request.identity?.session?.id,
        })),
      };
    },
  );
  changePasswordRoute(app, ports);
  sessionRoutes(app, ports);
}

function changePasswordRoute(app: App, { access }: AppPorts): void {
  app.post(
    "/api/v1/account/password",
    {
      schema: {
        ...operation("changePassword", "account", "Changes one's password; all other sessions end"),
        body: z
          .strictObject({ current: z.string().max(1000), password: z.string().max(1000) })
          .meta({ id: "ChangePassword" }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const account = await ownAccount(request, access);
      const { current, password } = request.body;
      const { isRight } = await guess(
        access,
        passwordGuess(request, access, account.name),
        () => verifyPassword(current, account.passwordHash),
        (found) => found.isRight,
      );
      if (!isRight) throw new ProblemError("sign-in-refused", "The current password is another one.");
      requireGoodPassword(password, [account.name, account.person.replace("person:", "")]);
      await access.accounts.setPassword(account.person, await hashPassword(password));
      await access.sessions.endAll(account.person, ownSession(request).id);
      await access.ceremonies.dropFor(account.person);
      await recordChange(request, access, "password changed");
      return { done: true as const };
    },
  );
}

function sessionRoutes(app: App, { access }: AppPorts): void {
  app.post(
    "/api/v1/account/sessions/:session/end",
    {
      schema: {
        ...operation("endSession", "account", "Ends one of one's sessions; its feed ends with it"),
        params: z.object({ session: z.string().max(100) }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { session } = request.params;
      if (await access.sessions.endById(personOf(request).ref, session)) return { done: true as const };
      throw new ProblemError("credential-missing", "That session has ended already.");
    },
  );
  app.post(
    "/api/v1/account/sessions/end-others",
    {
      schema: {
        ...operation("endOtherSessions", "account", "Ends all of one's sessions but this"),
        response: answers(z.object({ ended: z.int() }).meta({ id: "EndedSessions" })),
      },
    },
    async (request) => ({
      ended: await access.sessions.endAll(personOf(request).ref, request.identity?.session?.id ?? null),
    }),
  );
}
