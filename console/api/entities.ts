import type { Schemas } from "#client/client.ts";
import type { DocumentKind, Ref } from "#core/model/ref.ts";
import { ask, clientOf } from "./ask.ts";

export type EntityRow = Schemas["EntityRow"];
export type Entity = Schemas["Entity"];
export type Observed = Schemas["Observed"];
export type EntityRelation = Schemas["EntityRelation"];
export type EntityMention = Schemas["EntityMention"];
export type Readiness = Schemas["RecoveryReadiness"];
export type ServiceReadiness = Schemas["ServiceReadiness"];
export type Agenda = Schemas["Agenda"];
export type AgendaItem = Agenda["items"][number];

type KindName = Lowercase<DocumentKind>;

/** All things of a kind, as far as they were asked for. */
export type EntityList = {
  readonly entities: readonly EntityRow[];
  readonly total: number;
  readonly kinds: { readonly [kind: string]: number };
};

const pageRows = 1000;
/** More than this is searched, not read. */
const rowsMax = 20_000;

/** The things of one kind, page by page; `onPage` gets what there is so far, so that it can be shown. */
export async function fetchEntities(
  actor: string | null,
  kind: KindName,
  onPage: (list: EntityList) => void,
  signal: AbortSignal,
): Promise<EntityList> {
  let entities: readonly EntityRow[] = [];
  for (let cursor = 0; ; cursor += pageRows) {
    const query = { kind, limit: pageRows, cursor };
    const page = await ask(clientOf(actor).GET("/api/v1/entities", { params: { query }, signal }));
    entities = [...entities, ...page.entities];
    const list = { entities, total: page.total, kinds: page.kinds };
    if (page.nextCursor === null || entities.length >= rowsMax) return list;
    onPage(list);
  }
}

export async function fetchEntity(actor: string | null, ref: Ref): Promise<Entity> {
  return ask(clientOf(actor).GET("/api/v1/entities/{ref}", { params: { path: { ref } } }));
}

/** Can we recover today? `after` is the outage, in seconds, that losses are told for. */
export async function fetchReadiness(actor: string | null, after: number): Promise<Readiness> {
  return ask(clientOf(actor).GET("/api/v1/readiness", { params: { query: { after } } }));
}

/** What is overdue, and what is due within so many days. */
export async function fetchAgenda(actor: string | null, days: number): Promise<Agenda> {
  return ask(clientOf(actor).GET("/api/v1/agenda", { params: { query: { days } } }));
}

/** What is down when this alone fails. */
export async function fetchImpactOf(actor: string | null, ref: Ref): Promise<Schemas["ImpactReport"]> {
  return ask(clientOf(actor).POST("/api/v1/analysis/impact", { body: { fail: [ref] } }));
}

/** What takes this down by failing alone. */
export async function fetchPointsOf(actor: string | null, ref: Ref): Promise<Schemas["SinglePoints"]> {
  const query = { for: ref, top: 200 };
  return ask(clientOf(actor).GET("/api/v1/analysis/points", { params: { query } }));
}

/** How long a runbook takes; null where it can never be carried out. */
export async function fetchForecastOf(
  actor: string | null,
  runbook: string,
): Promise<Schemas["Forecast"] | null> {
  const body = { runbook, trials: 2000, seed: 1, outage: false, capacity: {}, at: null };
  return (await ask(clientOf(actor).POST("/api/v1/analysis/forecast", { body }))).forecast;
}

/** What was seen to depend on a thing, and it on others. */
export async function fetchObserved(actor: string | null, ref: string): Promise<Observed> {
  const params = { path: { ref: ref as Ref } };
  return ask(clientOf(actor).GET("/api/v1/entities/{ref}/observed", { params }));
}
