import { type Command, InvalidArgumentError, Option } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import { entryWords } from "#core/incident/log/entry-words.ts";
import { actorName } from "#core/model/actor.ts";
import type { Ref } from "#core/model/ref.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { deskText, incidentLine, incidentText } from "../show-incident.ts";
import type { Verb } from "../verb.ts";
import { calloutVerbs } from "./callout-verbs.ts";
import { addWhom } from "./channels.ts";
import { addIncidentExport } from "./incident-export.ts";
import { addIncidentVerbs } from "./incident-verb.ts";
import { incidentVerbs } from "./incident-verbs.ts";
import { addStatusPage } from "./incident-status-page.ts";
import { incidentWorkVerbs } from "./incident-work-verbs.ts";
import { addPack } from "./incident-pack.ts";
import { addRaci } from "./incident-raci.ts";
import { addVendorClaim } from "./vendor-claim.ts";

type Json = { readonly json?: boolean };

function printValue<Value>(
  { stdout }: Context,
  { json }: Json,
  value: Value,
  text: (value: Value) => string,
): 0 {
  stdout.write(`${json === true ? JSON.stringify(value, null, 2) : text(value)}\n`);
  return 0;
}

const pathOf = (incident: string) => ({ params: { path: { incident } } });

type Open = Json & {
  readonly service: readonly Ref[];
  readonly component: readonly Ref[];
  readonly law?: readonly string[];
  readonly summary: string;
  readonly exercise?: boolean;
  readonly detectedAt?: string;
};

async function open(title: string, options: Open, context: Context) {
  const incident = await resultOf(
    context.client.POST("/api/v1/incidents", {
      body: {
        title,
        summary: options.summary,
        mode: options.exercise === true ? "exercise" : "live",
        services: [...options.service],
        components: [...options.component],
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(options.law === undefined ? {} : { regulations: [...options.law] }),
        ...(options.detectedAt === undefined ? {} : { detectedAt: options.detectedAt }),
      },
    }),
  );
  return printValue(context, options, incident, incidentText);
}

type List = Json & { readonly status?: "open" | "closed" };

async function list(options: List, context: Context) {
  const query = options.status === undefined ? {} : { status: options.status };
  const page = await resultOf(context.client.GET("/api/v1/incidents", { params: { query } }));
  return printValue(context, options, page, ({ incidents }) => incidents.map(incidentLine).join("\n"));
}

async function show(id: string, options: Json, context: Context) {
  const incident = await resultOf(context.client.GET("/api/v1/incidents/{incident}", pathOf(id)));
  return printValue(context, options, incident, incidentText);
}

async function desk(id: string, options: Json & { readonly plan?: string }, context: Context) {
  const query = options.plan === undefined ? {} : { plan: options.plan };
  const found = await resultOf(
    context.client.GET("/api/v1/incidents/{incident}/desk", { params: { path: { incident: id }, query } }),
  );
  printValue(context, options, found, deskText);
  return found.desk.infeasible.shown ? 1 : 0;
}

function entryText({ version, at, type, actor, data }: Schemas["Event"]): string {
  const { title, detail } = entryWords({ type, data });
  const words = detail === "" ? title : `${title}: ${detail}`;
  return `${String(version).padStart(4)}  ${at}  ${actorName(actor)}  ${printable(words)}`;
}

async function log(id: string, options: Json & { readonly at?: string }, context: Context) {
  const query = options.at === undefined ? {} : { until: options.at };
  const found = await resultOf(
    context.client.GET("/api/v1/incidents/{incident}/events", { params: { path: { incident: id }, query } }),
  );
  return printValue(context, options, found, ({ events }) => events.map(entryText).join("\n"));
}

async function text(id: string, audience: Audience, _: unknown, context: Context) {
  const found = await resultOf(
    context.client.GET("/api/v1/incidents/{incident}/text", {
      params: { path: { incident: id }, query: { for: audience } },
    }),
  );
  context.stdout.write(`${found.text}\n`);
  return 0;
}

const audiences = ["technical", "business", "customer", "regulator"] as const;
type Audience = (typeof audiences)[number];

function audienceOf(given: string): Audience {
  const found = audiences.find((each) => each === given);
  if (found === undefined) throw new InvalidArgumentError(`one of ${audiences.join(", ")}`);
  return found;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** `holdfast incident …`: from the first fact to a declared disaster and back. */
export function addIncident(program: Command, verb: Verb): void {
  const incident = program
    .command("incident")
    .description("incidents: facts, roles, the declaration desk, briefings, vendors, reports");
  incident
    .command("open <title>")
    .description("open an incident")
    .option("--service <ref>", "a service that is hit; again for more", collect, [])
    .option("--component <ref>", "a component that is hit; again for more", collect, [])
    .option(
      "--law <id>",
      "a law whose clocks count (dora, nis2, gdpr, sec, mas, apra); again for more",
      collect,
    )
    .option("--summary <text>", "what is known", "")
    .option("--detected-at <instant>", "when it was noticed")
    .option("--exercise", "an exercise, not the real thing")
    .option("--json", "print JSON")
    .action(verb((context, title: string, options: Open) => open(title, options, context)));
  incident
    .command("list")
    .description("list incidents, the newest first")
    .addOption(new Option("--status <status>", "only these").choices(["open", "closed"]))
    .option("--json", "print JSON")
    .action(verb((context, options: List) => list(options, context)));
  incident
    .command("show <incident>")
    .description("what is known, who is there, what is asked, what is due")
    .option("--json", "print JSON")
    .action(verb((context, id: string, options: Json) => show(id, options, context)));
  incident
    .command("desk <incident>")
    .description("until when one may wait before a disaster is declared; ends with 1 when it may be")
    .option("--plan <name>", "by this plan, not the first that covers it")
    .option("--json", "print JSON")
    .action(
      verb((context, id: string, options: Json & { readonly plan?: string }) => desk(id, options, context)),
    );
  incident
    .command("log <incident>")
    .description("the log in order, every correction beside what it corrects")
    .option("--at <instant>", "only what was known then")
    .option("--json", "print JSON")
    .action(
      verb((context, id: string, options: Json & { readonly at?: string }) => log(id, options, context)),
    );
  incident
    .command("text <incident>")
    .description("the text for an audience, made from the facts")
    .argument("<audience>", audiences.join(", "), audienceOf)
    .action(
      verb((context, id: string, audience: Audience, options: unknown) =>
        text(id, audience, options, context),
      ),
    );
  addRecords(incident, verb);
  addWhom(incident, verb);
  addIncidentVerbs(incident, verb, [...incidentVerbs, ...calloutVerbs, ...incidentWorkVerbs]);
}

/** What is taken away, and what is read beside the incident itself. */
function addRecords(incident: Command, verb: Verb): void {
  addIncidentExport(incident, verb);
  addPack(incident, verb);
  addRaci(incident, verb);
  addStatusPage(incident, verb);
  addVendorClaim(incident, verb);
}
