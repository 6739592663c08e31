import fastifyCookie from "@fastify/cookie";
import fastifySwagger from "@fastify/swagger";
import Fastify, { type FastifyInstance, type FastifyRequest, type RawServerDefault } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import type { JsonObject } from "#core/model/json.ts";
import { permitBody, permitOperation } from "./access/permit.ts";
import type { AppPorts, Identity } from "./app-ports.ts";
import { identify, refuseForeignPages } from "./auth.ts";
import { serveConsole } from "./console-files.ts";
import { answerProblem } from "./error-handler.ts";
import { tidyOpenapi } from "./openapi.ts";
import { problemOf } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";
import { accessRoutes } from "./routes/access.ts";
import { accountRoutes } from "./routes/account.ts";
import { accountsRoutes } from "./routes/accounts.ts";
import { analysisRoutes } from "./routes/analysis.ts";
import { forecastProblemRoutes } from "./routes/forecast-problem.ts";
import { agendaRoutes } from "./routes/agenda.ts";
import { readinessRoutes } from "./routes/readiness.ts";
import { recoveryAnalysisRoutes } from "./routes/recovery-analysis.ts";
import { connectorRoutes } from "./routes/connectors.ts";
import { detectionRoutes } from "./routes/detection.ts";
import { diagnosticRoutes } from "./routes/diagnostics.ts";
import { documentRoutes } from "./routes/documents.ts";
import { entityRoutes } from "./routes/entities.ts";
import { estateRoutes } from "./routes/estate.ts";
import { estateMapRoutes } from "./routes/estate-map.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { feedRoutes } from "./routes/feed.ts";
import { grantRoutes } from "./routes/grants.ts";
import { healthRoutes } from "./routes/health.ts";
import { incidentAssessmentRoutes } from "./routes/incident-assessment.ts";
import { incidentCoordinationRoutes } from "./routes/incident-coordination.ts";
import { incidentRecordRoutes } from "./routes/incident-records.ts";
import { incidentDeclarationRoutes } from "./routes/incident-declaration.ts";
import { answerRoutes } from "./routes/answer.ts";
import { assessorPackRoutes } from "./routes/assessor-pack.ts";
import { calloutRoutes } from "./routes/callouts.ts";
import { incidentTaskRoutes } from "./routes/incident-tasks.ts";
import { intakeRoutes } from "./routes/intake.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { signalRoutes } from "./routes/signals.ts";
import { labRoutes } from "./routes/lab.ts";
import { meRoutes } from "./routes/me.ts";
import { observedRoutes } from "./routes/observed.ts";
import { probeRoutes } from "./routes/probes.ts";
import { proposalCommandRoutes } from "./routes/proposal-commands.ts";
import { proposalRoutes } from "./routes/proposals.ts";
import { publicationRoutes } from "./routes/publications.ts";
import { restructuringRoutes } from "./routes/restructurings.ts";
import { runCommandRoutes } from "./routes/run-commands.ts";
import { ruleRoutes } from "./routes/rules.ts";
import { runbookRoutes } from "./routes/runbooks.ts";
import { runRoutes } from "./routes/runs.ts";
import { secondFactorRoutes } from "./routes/second-factors.ts";
import { passkeySignInRoutes } from "./routes/sign-in-passkey.ts";
import { providerSignInRoutes } from "./routes/sign-in-provider.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { signOffRoutes } from "./routes/sign-offs.ts";
import { staleRoutes } from "./routes/stale.ts";
import { statusPageRoutes } from "./routes/status-page.ts";
import { stepCommandRoutes } from "./routes/step-commands.ts";
import { tokenRoutes } from "./routes/tokens.ts";
import { vendorClaimRoutes } from "./routes/vendor-claims.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; set for everything below /api. */
    identity: Identity | null;
  }
}

/** The application as routes are added to it: schemas are zod's. */
export type App = FastifyInstance<
  RawServerDefault,
  import("node:http").IncomingMessage,
  import("node:http").ServerResponse,
  import("fastify").FastifyBaseLogger,
  ZodTypeProvider
>;

export type AppOptions = {
  /** Lines for the operator: bugs, and nothing about requests that were answered. */
  readonly onError: (message: string) => void;
};

const bodyBytesMax = 1_000_000;

/** Reads of the process itself need no name; everything else does. */
const isOpen = (request: FastifyRequest) => !request.url.startsWith("/api/");

/** The description of every operation, as `/openapi.json` answers it. */
export function openapiOf(app: App): JsonObject {
  return tidyOpenapi(app.swagger() as unknown as JsonObject);
}

/** The HTTP application over its ports; not yet listening. */
export async function buildApp(ports: AppPorts, { onError }: AppOptions): Promise<App> {
  const app: App = Fastify({
    logger: false,
    bodyLimit: bodyBytesMax,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    trustProxy: ports.proxies.length > 0 ? [...ports.proxies] : false,
  }).withTypeProvider<ZodTypeProvider>();
  // JSON is the only thing that is read; whatever else comes is told so.
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(validatorCompiler);
  // What is sent was typed against its schema by the compiler; checking a run of 2,000 steps again costs time.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, onError));
  app.decorateRequest("identity", null);
  await app.register(fastifyCookie);
  app.addHook("onRequest", async (request) => {
    if (ports.trust.loopback) refuseForeignPages(request);
    if (isOpen(request)) return;
    request.identity = await identify(request, ports);
    permitOperation(request, ports);
  });
  app.addHook("preHandler", async (request) => permitBody(request, ports));
  app.addHook("onResponse", async (request, reply) => {
    ports.metrics.requestDone(request.routeOptions.url ?? "none", reply.statusCode, reply.elapsedTime / 1000);
  });
  app.addHook("onSend", async (_, reply) => {
    void reply.headers(securityHeaders);
  });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Holdfast",
        version: ports.version,
        description: "Runs recoveries and proves them. Errors are problems (RFC 9457).",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(async (scope) => {
    const typed: App = scope.withTypeProvider<ZodTypeProvider>();
    healthRoutes(typed, ports);
    meRoutes(typed, ports);
    signInRoutes(typed, ports);
    passkeySignInRoutes(typed, ports);
    providerSignInRoutes(typed, ports);
    accountRoutes(typed, ports);
    secondFactorRoutes(typed, ports);
    tokenRoutes(typed, ports);
    accessRoutes(typed, ports);
    accountsRoutes(typed, ports);
    estateRoutes(typed, ports);
    entityRoutes(typed, ports);
    observedRoutes(typed, ports);
    readinessRoutes(typed, ports);
    agendaRoutes(typed, ports);
    ruleRoutes(typed, ports);
    connectorRoutes(typed, ports);
    estateMapRoutes(typed, ports);
    diagnosticRoutes(typed, ports);
    analysisRoutes(typed, ports, onError);
    recoveryAnalysisRoutes(typed, ports, onError);
    forecastProblemRoutes(typed, ports);
    documentRoutes(typed, ports);
    publicationRoutes(typed, ports);
    proposalRoutes(typed, ports);
    proposalCommandRoutes(typed, ports);
    staleRoutes(typed, ports);
    signOffRoutes(typed, ports);
    restructuringRoutes(typed, ports);
    runbookRoutes(typed, ports);
    runRoutes(typed, ports);
    runCommandRoutes(typed, ports);
    stepCommandRoutes(typed, ports);
    intakeRoutes(typed, ports);
    signalRoutes(typed, ports);
    probeRoutes(typed, ports);
    detectionRoutes(typed, ports);
    incidentRoutes(typed, ports);
    incidentAssessmentRoutes(typed, ports);
    incidentDeclarationRoutes(typed, ports);
    incidentCoordinationRoutes(typed, ports);
    incidentRecordRoutes(typed, ports);
    incidentTaskRoutes(typed, ports);
    assessorPackRoutes(typed, ports);
    statusPageRoutes(typed, ports);
    vendorClaimRoutes(typed, ports);
    calloutRoutes(typed, ports);
    answerRoutes(typed, ports);
    grantRoutes(typed, ports);
    feedRoutes(typed, ports);
    evidenceRoutes(typed, ports);
    labRoutes(typed, ports);
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => openapiOf(app));
  const missing = (url: string) => problemOf("route-missing", `There is nothing at ${url}.`, url);
  await serveConsole(app, ports.consoleFolder, missing);
  return app;
}
