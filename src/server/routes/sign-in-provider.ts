import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Account } from "#core/access/account.ts";
import { inOrder } from "#core/access/roles.ts";
import { isRef, type Ref } from "#core/model/ref.ts";
import { documentsOf } from "#core/model/estate.ts";
import type { AccessPorts } from "../access/access-ports.ts";
import { beginCeremony, finishCeremony } from "../access/ceremony.ts";
import { type Provider, ProviderError, type ProviderPerson } from "../access/provider.ts";
import { signInOrigin, startSession } from "../access/session.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { problemResponse } from "../schemas/problem.ts";
import { answers, operation } from "./operation.ts";
import { requireSignIn } from "./sign-in.ts";

const wayBack = "/api/v1/sign-in/provider/callback";

/** Only an address of our own is gone to after signing in. */
const pathOf = (to: string): string => (/^\/(?![/\\])/.test(to) ? to : "/");

function providerOf({ access }: Pick<AppPorts, "access">): Provider {
  if (access.provider !== null) return access.provider;
  throw new ProblemError("provider-failed", "This server knows no identity provider.");
}

/** Signing in at an identity provider. */
export function providerSignInRoutes(app: App, ports: AppPorts): void {
  const { access } = ports;
  app.post(
    "/api/v1/sign-in/provider",
    {
      schema: {
        ...operation("beginProviderSignIn", "identity", "Where to go to sign in at the identity provider"),
        body: z
          .strictObject({ to: z.string().max(2000).meta({ description: "Where to go afterwards." }) })
          .meta({ id: "BeginProviderSignIn" }),
        response: answers(z.object({ url: z.string() }).meta({ id: "ProviderAddress" })),
      },
    },
    async (request, reply) => {
      requireSignIn(ports);
      const own = signInOrigin(request, access);
      try {
        const { url, trip } = await providerOf(ports).begin(`${own}${wayBack}`);
        const data = { ...trip, to: pathOf(request.body.to) };
        await beginCeremony(reply, access, own, { kind: "provider", person: null, data });
        return { url };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        throw new ProblemError("provider-failed", `The identity provider: ${error.message}`);
      }
    },
  );
  app.get(
    wayBack,
    {
      schema: {
        ...operation(
          "finishProviderSignIn",
          "identity",
          "Where the identity provider sends browsers back to",
        ),
        response: {
          302: { description: "On to the console.", content: { "text/plain": { schema: z.string() } } },
          default: problemResponse,
        },
      },
    },
    async (request, reply) => {
      try {
        return await reply.redirect(await comeBack(request, reply, ports), 302);
      } catch (error) {
        // A browser is on its way, not a program: it is told on the page where one signs in.
        if (!(error instanceof ProblemError)) throw error;
        const why = new URLSearchParams({ problem: error.code, detail: error.message });
        return reply.redirect(`/sign-in?${why.toString()}`, 302);
      }
    },
  );
}

async function comeBack(request: FastifyRequest, reply: FastifyReply, ports: AppPorts): Promise<string> {
  requireSignIn(ports);
  const { access } = ports;
  // The request comes from the provider's page by design; the cookie, the state and the nonce prove who set out.
  const redirect = (data: { readonly [name: string]: string }) => new URL(data["redirect"] ?? "");
  const own = signInOrigin(
    { headers: { host: request.headers.host }, method: "GET" } as FastifyRequest,
    access,
  );
  const begun = await finishCeremony(request, access, own, "provider");
  const { state = "", nonce = "", verifier = "", to = "/" } = begun.data;
  let found: ProviderPerson;
  try {
    const query = request.url.slice(request.url.indexOf("?") + 1);
    found = await providerOf(ports).finish(query, {
      state,
      nonce,
      verifier,
      redirect: redirect(begun.data).href,
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ProblemError("provider-failed", `The identity provider: ${error.message}`);
  }
  const account = await accountOf(found, ports);
  const roles = inOrder(found.roles);
  const { issuer, subject } = found;
  const { person } = account;
  const actor = { type: "person", ref: person, teams: [] } as const;
  await access.desk.record(actor, `provider:${state}`, (known) => {
    const before = known.fromProvider.get(person)?.map(({ role }) => role) ?? null;
    if (JSON.stringify(before) === JSON.stringify(roles)) return [];
    return [{ type: "ProviderRolesSet", data: { person, roles, issuer, subject } }];
  });
  await startSession(request, reply, access, {
    account,
    own,
    method: "provider",
    isStrong: found.isStrong,
  });
  return to;
}

/** The account of whom the provider names: of whoever the subject was first, else of whom the claim fits. */
async function accountOf(found: ProviderPerson, { access, estate }: AppPorts): Promise<Account> {
  const { accounts } = access;
  const bound = await accounts.bySubject(found.issuer, found.subject);
  const person = bound ?? personOfHint(found.hint, estate);
  if (person === null) {
    const who = found.hint?.value ?? `the subject ${found.subject}`;
    throw new ProblemError("actor-unknown", `The estate has no person that is ${who}.`);
  }
  const account = (await accounts.byPerson(person)) ?? (await newAccount(person, access));
  if (bound === null) await accounts.bindSubject(found.issuer, found.subject, person);
  return account;
}

async function newAccount(person: Ref, { accounts }: AccessPorts): Promise<Account> {
  await accounts.create({ person, name: person.replace("person:", "") });
  const account = await accounts.byPerson(person);
  if (account === null)
    throw new ProblemError("account-exists", `The name of ${person} is taken by another account.`);
  return account;
}

/** Mail addresses are held against people's documents, everything else against their names. */
function personOfHint(hint: ProviderPerson["hint"], estate: AppPorts["estate"]): Ref | null {
  if (hint === null) return null;
  const { estate: documents } = estate.current().resolved;
  if (hint.claim !== "email") {
    const ref = `person:${hint.value.toLowerCase()}`;
    return isRef(ref) && documents.documents.has(ref) ? ref : null;
  }
  const people = documentsOf(documents, "Person");
  const fitting = people.filter(({ spec }) => spec.email?.toLowerCase() === hint.value.toLowerCase());
  // Two people with one mailbox are told apart by nobody.
  return fitting.length === 1 ? (fitting[0]?.ref ?? null) : null;
}
