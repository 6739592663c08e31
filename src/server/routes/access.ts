import { z } from "zod";
import { decideRoles } from "#core/access/decide.ts";
import { grantsOf, rolesOf } from "#core/access/state.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { commandToken, personOf } from "../commands.ts";
import { peopleOf } from "../estate/people.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema, grantSchema, roleSchema, whySchema } from "../schemas/access.ts";
import { eventSchema } from "../schemas/event.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const personAccessSchema = z
  .object({
    person: refSchema,
    title: z.string(),
    roles: z.array(roleSchema),
    grants: z.array(grantSchema).nullable().meta({ description: "null: was never given or refused a role." }),
    account: z
      .object({
        name: z.string(),
        createdAt: z.string(),
        signedInAt: z.string().nullable(),
        disabledAt: z.string().nullable(),
        hasPassword: z.boolean(),
        hasTotp: z.boolean(),
      })
      .nullable(),
    isGone: z.boolean().meta({ description: "Has an account or roles, and no document in the estate." }),
  })
  .meta({ id: "PersonAccess" });

/** Who may do what, and who gave it. */
export function accessRoutes(app: App, ports: AppPorts): void {
  const { access, estate } = ports;
  app.get(
    "/api/v1/access",
    {
      schema: {
        ...operation("listAccess", "access", "The people with their accounts and roles"),
        response: answers(z.object({ people: z.array(personAccessSchema) }).meta({ id: "Access" })),
      },
    },
    async () => {
      const state = await access.desk.read();
      const accounts = new Map((await access.accounts.list()).map((account) => [account.person, account]));
      const people = peopleOf(estate.current().resolved.estate);
      const titles = new Map(people.map(({ ref, title }) => [ref, title]));
      const refs = new Set([...titles.keys(), ...accounts.keys(), ...state.granted.keys()]);
      return {
        people: [...refs].map((person) => {
          const account = accounts.get(person);
          const grants = grantsOf(state, person);
          return {
            person,
            title: titles.get(person) ?? person,
            roles: [...rolesOf(state, person, access.otherRoles)],
            grants: grants === null ? null : [...grants],
            account:
              account === undefined
                ? null
                : {
                    name: account.name,
                    createdAt: account.createdAt,
                    signedInAt: account.signedInAt,
                    disabledAt: account.disabledAt,
                    hasPassword: account.passwordHash !== null,
                    hasTotp: account.totpConfirmed,
                  },
            isGone: !titles.has(person),
          };
        }),
      };
    },
  );
  app.get(
    "/api/v1/access/history",
    {
      schema: {
        ...operation("listAccessHistory", "access", "What happened to accounts and roles, the newest first"),
        response: answers(z.object({ events: z.array(eventSchema) }).meta({ id: "AccessHistory" })),
      },
    },
    async () => ({ events: (await access.desk.history()).toReversed() as never }),
  );
  rolesRoute(app, ports);
}

function rolesRoute(app: App, { access, estate }: AppPorts): void {
  app.post(
    "/api/v1/access/:person/roles",
    {
      schema: {
        ...operation("changeRoles", "access", "Gives a person roles and takes roles away"),
        params: z.object({ person: refSchema }),
        body: z
          .strictObject({ grant: z.array(roleSchema), revoke: z.array(roleSchema), reason: whySchema })
          .meta({ id: "ChangeRoles" }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { person } = request.params;
      const { grant, revoke, reason } = request.body;
      const isThere = peopleOf(estate.current().resolved.estate).some(({ ref }) => ref === person);
      if (!isThere && grant.length > 0) {
        throw new ProblemError("actor-unknown", `The estate has no person ${person}.`);
      }
      const actor = request.identity?.actor ?? personOf(request);
      await access.desk.record(actor, commandToken(request).commandId, (state) => {
        const decision = decideRoles(state, { person, grant, revoke, reason }, access.otherRoles);
        if (decision.status === "refused") throw new ProblemError(decision.code, decision.message);
        return decision.events;
      });
      return { done: true as const };
    },
  );
}
