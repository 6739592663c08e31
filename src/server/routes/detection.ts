import { randomBytes } from "node:crypto";
import { z } from "zod";
import { replay, variantsOf } from "#core/detection/replay.ts";
import { actorName } from "#core/model/actor.ts";
import { addSeconds, instant, millisecondsOf } from "#core/model/instant.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { commandToken, personOf } from "../commands.ts";
import { detectionView } from "../detection/detection-view.ts";
import { looksMax, outagesFor, seenFor } from "../detection/rule-history.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema } from "../schemas/access.ts";
import { detectionSchema, type ReplayAnswer, replaySchema } from "../schemas/detection.ts";
import { answers, makes, operation } from "./operation.ts";
import { vantageSchema } from "./probes.ts";
import { textSchema } from "./run-commands.ts";

/** How things are noticed: rules and their state, what thresholds would have done, who looks. */
export function detectionRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/detection",
    {
      schema: {
        ...operation("getDetection", "detection", "What is watched, by whom, and how it stands"),
        response: answers(detectionSchema),
      },
    },
    () => detectionView(ports),
  );
  replayRoute(app, ports);
  acknowledgeRoute(app, ports);
  agentRoutes(app, ports);
}

const ruleSchema = z.string().min(1).max(200);

function replayRoute(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/detection/replay",
    {
      schema: {
        ...operation(
          "replayDetection",
          "detection",
          "What other thresholds would have done over what was recorded",
        ),
        querystring: z.object({
          rule: ruleSchema,
          days: z.coerce.number().min(0.01).max(90).default(30),
        }),
        response: answers(replaySchema),
      },
    },
    async (request): Promise<ReplayAnswer> => {
      const { rule: key, days } = request.query;
      const rule = ports.detection.standings().find((one) => one.rule.key === key)?.rule;
      if (rule === undefined) throw new ProblemError("monitor-missing", `No rule ${key} is judged.`);
      const until = ports.clock.now();
      const observations = await seenFor(ports, rule, addSeconds(until, -days * 24 * 3600), until);
      const from = observations[0]?.at ?? millisecondsOf(until);
      const outages = await outagesFor(ports, rule, from);
      const vantagePoints = [...new Set(observations.map(({ vantage }) => vantage))].toSorted();
      const history = { observations, outages, from, until: millisecondsOf(until) };
      return {
        rule: key,
        from: instant(from),
        until,
        looks: observations.length,
        isCut: observations.length === looksMax,
        vantagePoints,
        outages: outages.map((one) => ({
          name: one.name,
          from: instant(one.from),
          until: instant(one.until),
        })),
        rows: replay(rule, history, variantsOf(rule, vantagePoints.length)).map((row) => ({
          ...row,
          detectionSeconds: [...row.detectionSeconds],
          missed: [...row.missed],
          falseAlarms: row.falseAlarms.map((at) => instant(at)),
        })),
      };
    },
  );
}

function acknowledgeRoute(app: App, { detection }: AppPorts): void {
  app.post(
    "/api/v1/detection/acknowledge",
    {
      schema: {
        ...operation("acknowledgeFlapping", "detection", "Says that a person has seen that a rule flaps"),
        body: z.strictObject({ rule: ruleSchema, reason: textSchema }).meta({ id: "AcknowledgeFlapping" }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { rule, reason } = request.body;
      const actor = personOf(request);
      const refusal = await detection.acknowledge(rule, reason, { actor, ...commandToken(request) });
      if (refusal !== null) throw new ProblemError(refusal.code, refusal.message);
      return { done: true as const };
    },
  );
}

function agentRoutes(app: App, { detection, probeAgents }: AppPorts): void {
  app.post(
    "/api/v1/detection/agents",
    {
      schema: {
        ...operation("admitProbeAgent", "detection", "Lets a probe agent in; answers its token, this once"),
        body: z.strictObject({ name: vantageSchema }).meta({ id: "AdmitProbeAgent" }),
        response: makes(z.object({ name: z.string(), token: z.string() }).meta({ id: "ProbeAgentToken" })),
      },
    },
    async (request, reply) => {
      const { name } = request.body;
      const actor = request.identity?.actor ?? personOf(request);
      const token = `hfp_${randomBytes(32).toString("base64url")}`;
      const isNew = await probeAgents.admit({
        name,
        sha256: tokenHash(token),
        createdBy: actorName(actor),
      });
      if (!isNew) throw new ProblemError("agent-exists", `There is an agent ${name}.`);
      await detection.noteAgent(name, "admitted", { actor, ...commandToken(request) });
      return reply.code(201).header("cache-control", "no-store").send({ name, token });
    },
  );
  app.post(
    "/api/v1/detection/agents/:agent/revoke",
    {
      schema: {
        ...operation("revokeProbeAgent", "detection", "Shuts a probe agent out, at once"),
        params: z.object({ agent: vantageSchema }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      const { agent } = request.params;
      const actor = request.identity?.actor ?? personOf(request);
      if (!(await probeAgents.revoke(agent))) {
        throw new ProblemError("agent-missing", `There is no agent ${agent}.`);
      }
      await detection.noteAgent(agent, "revoked", { actor, ...commandToken(request) });
      return { done: true as const };
    },
  );
}
