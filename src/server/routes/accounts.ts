import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { AccessEvent } from "#core/access/events.ts";
import type { Ref } from "#core/model/ref.ts";
import { newSecret } from "../access/cookies.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { commandToken, personOf } from "../commands.ts";
import { actorOf } from "../estate/people.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema, roleSchema, whySchema } from "../schemas/access.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, makes, operation } from "./operation.ts";

const linkSeconds = 24 * 3600;

const linkSchema = z
  .object({
    person: refSchema,
    name: z.string(),
    link: z
      .string()
      .meta({ description: "Path on this server where the person chooses a password; works once." }),
    expiresAt: z.string(),
  })
  .meta({ id: "PasswordLink" });

const params = z.object({ person: refSchema });

const nameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@+-]{1,99}$/, "is not a name to sign in with (letters, digits, . _ @ + -)");

/** Accounts, as administrators look after them. */
export function accountsRoutes(app: App, ports: AppPorts): void {
  createRoute(app, ports);
  resetRoute(app, ports);
  switchRoutes(app, ports);
}

function requireReason(reason: string): void {
  if (reason.trim() === "") throw new ProblemError("reason-missing", "Say why: it stands in the record.");
}

async function record(
  request: FastifyRequest,
  { access }: AppPorts,
  events: readonly AccessEvent[],
): Promise<void> {
  const actor = request.identity?.actor ?? personOf(request);
  await access.desk.record(actor, commandToken(request).commandId, () => events);
}

/** A link with which the person chooses a password, in the place of any other. */
async function makeLink({ access, clock }: AppPorts, person: Ref, name: string) {
  const secret = newSecret();
  await access.ceremonies.dropFor(person);
  await access.ceremonies.begin(tokenHash(secret), { kind: "reset", person, data: {} }, linkSeconds);
  const expiresAt = new Date(Date.parse(clock.now()) + linkSeconds * 1000).toISOString();
  // What follows the # is sent to no server and stands in no log of one.
  return { person, name, link: `/sign-in#link=${secret}`, expiresAt };
}

async function accountOf({ access }: AppPorts, person: Ref) {
  const account = await access.accounts.byPerson(person);
  if (account === null) throw new ProblemError("account-missing", `${person} has no account.`);
  return account;
}

function createRoute(app: App, ports: AppPorts): void {
  const { access, estate } = ports;
  app.post(
    "/api/v1/access/accounts",
    {
      schema: {
        ...operation(
          "createAccount",
          "access",
          "Makes an account for a person; answers the link to its password",
        ),
        body: z
          .strictObject({
            person: refSchema,
            name: nameSchema
              .optional()
              .meta({ description: "What is typed to sign in; absent: the person's name." }),
            roles: z.array(roleSchema),
            reason: whySchema,
          })
          .meta({ id: "CreateAccount" }),
        response: makes(linkSchema),
      },
    },
    async (request, reply) => {
      const { person, roles, reason } = request.body;
      requireReason(reason);
      if (actorOf(estate.current().resolved.estate, person) === null) {
        throw new ProblemError("actor-unknown", `The estate has no person ${person}.`);
      }
      const name = request.body.name ?? person.replace("person:", "");
      if (!(await access.accounts.create({ person, name }))) {
        throw new ProblemError("account-exists", `${person} has an account, or the name ${name} is taken.`);
      }
      const granted = roles.map(
        (role): AccessEvent => ({ type: "RoleGranted", data: { person, role, reason } }),
      );
      await record(request, ports, [{ type: "AccountCreated", data: { person, reason } }, ...granted]);
      const link = await makeLink(ports, person, name);
      return reply.code(201).header("cache-control", "no-store").send(link);
    },
  );
}

function resetRoute(app: App, ports: AppPorts): void {
  const { access } = ports;
  app.post(
    "/api/v1/access/:person/reset",
    {
      schema: {
        ...operation(
          "resetAccount",
          "access",
          "Ends password and sessions of a person; answers a link to a new password",
        ),
        params,
        body: z
          .strictObject({
            factors: z
              .boolean()
              .meta({ description: "Whether app, passkeys and recovery codes go as well." }),
            reason: whySchema,
          })
          .meta({ id: "ResetAccount" }),
        response: answers(linkSchema),
      },
    },
    async (request, reply) => {
      const { person } = request.params;
      const { factors, reason } = request.body;
      requireReason(reason);
      const { name } = await accountOf(ports, person);
      await access.accounts.setPassword(person, null);
      await access.sessions.endAll(person, null);
      if (factors) {
        await access.accounts.setTotp(person, null);
        await access.accounts.setRecoveryCodes(person, []);
        for (const { id } of await access.accounts.passkeysOf(person)) {
          await access.accounts.removePasskey(person, id);
        }
      }
      const what = factors ? `${reason} (with second factors)` : reason;
      await record(request, ports, [{ type: "AccountReset", data: { person, reason: what } }]);
      void reply.header("cache-control", "no-store");
      return makeLink(ports, person, name);
    },
  );
}

function switchRoutes(app: App, ports: AppPorts): void {
  const { access } = ports;
  const body = z.strictObject({ reason: whySchema }).meta({ id: "Why" });
  app.post(
    "/api/v1/access/:person/disable",
    {
      schema: {
        ...operation("disableAccount", "access", "Lets a person in no more: sessions and tokens end"),
        params,
        body,
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { person } = request.params;
      requireReason(request.body.reason);
      await accountOf(ports, person);
      if (request.identity?.actor.type === "person" && request.identity.actor.ref === person) {
        throw new ProblemError(
          "last-administrator",
          "Nobody disables their own account: ask another administrator.",
        );
      }
      await access.accounts.setDisabled(person, true);
      await access.sessions.endAll(person, null);
      await access.tokens.revokeAll(person);
      await access.ceremonies.dropFor(person);
      await record(request, ports, [
        { type: "AccountDisabled", data: { person, reason: request.body.reason } },
      ]);
      return { done: true as const };
    },
  );
  app.post(
    "/api/v1/access/:person/enable",
    {
      schema: {
        ...operation("enableAccount", "access", "Lets a person in again"),
        params,
        body,
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { person } = request.params;
      requireReason(request.body.reason);
      await accountOf(ports, person);
      await access.accounts.setDisabled(person, false);
      await record(request, ports, [
        { type: "AccountEnabled", data: { person, reason: request.body.reason } },
      ]);
      return { done: true as const };
    },
  );
}
