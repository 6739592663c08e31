import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { mayDo } from "#core/access/roles.ts";
import { actorName } from "#core/model/actor.ts";
import type { Ref } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { personOf } from "../commands.ts";
import { actorOf } from "../estate/people.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema, tokenInfoSchema } from "../schemas/access.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, makes, operation } from "./operation.ts";

const tokenSchema = z
  .object({
    person: refSchema,
    id: z.string(),
    token: z.string().meta({ description: "Shown this once; only its SHA-256 is kept." }),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: "Token" });

const createBody = z
  .strictObject({
    person: refSchema,
    name: z.string().max(100).optional().meta({ description: "What it is for." }),
    days: z.int().min(1).max(3650).optional().meta({ description: "How long it works; absent: for ever." }),
  })
  .meta({ id: "CreateToken" });

/** Whom tokens are made for: people for themselves, the operator for everybody. A token makes no other: it would never end. */
function requireMayMake({ identity }: FastifyRequest, person: Ref, { trust }: Pick<AppPorts, "trust">): void {
  if (identity?.isOperator === true) return;
  const isOwn = identity?.actor.type === "person" && identity.actor.ref === person;
  if (isOwn && (identity.session !== null || trust.loopback)) return;
  throw new ProblemError(
    "admin-only",
    "Tokens are made by their person, signed in in a browser, or by the operator of the server.",
  );
}

/** Whose tokens somebody sees and revokes: null for everybody's. */
function scopeOf(request: FastifyRequest): Ref | null {
  const { identity } = request;
  if (identity?.isOperator === true) return null;
  return mayDo(identity?.roles ?? [], "access.change") ? null : personOf(request).ref;
}

/** Bearer tokens of people, for the command line. */
export function tokenRoutes(app: App, ports: AppPorts): void {
  const { access, estate, clock } = ports;
  app.get(
    "/api/v1/tokens",
    {
      schema: {
        ...operation("listTokens", "identity", "One's own tokens; administrators see everybody's"),
        response: answers(z.object({ tokens: z.array(tokenInfoSchema) }).meta({ id: "Tokens" })),
      },
    },
    async (request) => ({ tokens: [...(await access.tokens.list(scopeOf(request)))] }),
  );
  app.post(
    "/api/v1/tokens",
    {
      schema: {
        ...operation(
          "createToken",
          "identity",
          "Makes a bearer token for oneself, or as the operator for a person",
        ),
        body: createBody,
        response: makes(tokenSchema),
      },
    },
    async (request, reply) => {
      const { person, name = "", days } = request.body;
      requireMayMake(request, person, ports);
      if (actorOf(estate.current().resolved.estate, person) === null) {
        throw new ProblemError("actor-unknown", `The estate has no person ${person}.`);
      }
      const token = `hf_${randomBytes(32).toString("base64url")}`;
      const id = randomBytes(6).toString("hex");
      const expires = days === undefined ? null : Date.parse(clock.now()) + days * 24 * 3600 * 1000;
      const expiresAt = expires === null ? null : new Date(expires).toISOString();
      const actor = request.identity?.actor ?? personOf(request);
      const createdBy = actor.type === "person" ? actor.ref : actor.node;
      await access.tokens.create({ sha256: tokenHash(token), id, person, name, createdBy, expiresAt });
      await access.desk.record(actor, `token:${id}`, () => [
        { type: "TokenCreated", data: { person, token: id, name, expiresAt } },
      ]);
      return reply.code(201).header("cache-control", "no-store").send({ person, id, token, expiresAt });
    },
  );
  app.post(
    "/api/v1/tokens/:token/revoke",
    {
      schema: {
        ...operation("revokeToken", "identity", "Revokes a token by its id, for ever and at once"),
        params: z.object({ token: z.string().max(100) }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { token } = request.params;
      const person = await access.tokens.revoke(token, scopeOf(request));
      if (person === null) throw new ProblemError("credential-missing", `There is no token ${token}.`);
      const actor = request.identity?.actor ?? personOf(request);
      await access.desk.record(actor, `token-revoked:${token} ${actorName(actor)}`, () => [
        { type: "TokenRevoked", data: { person, token } },
      ]);
      return { done: true as const };
    },
  );
}
