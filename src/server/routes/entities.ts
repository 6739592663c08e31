import { z } from "zod";
import { entityRelations } from "#core/check/overview/entity-relations.ts";
import { type EntityRow, entityRow } from "#core/check/overview/entity-row.ts";
import type { Estate } from "#core/model/estate.ts";
import { isJsonObject } from "#core/model/json.ts";
import { documentKinds } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { type EntityCounts, entityCounts } from "../estate/estate-counts.ts";
import { ProblemError } from "../problem.ts";
import type { Mutable } from "../schemas/analysis.ts";
import { entityRelationsSchema, entityRowSchema } from "../schemas/entity.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { refSchema } from "../schemas/ref.ts";
import { type RunSummary, runSummarySchema } from "../schemas/run.ts";
import { answers, operation } from "./operation.ts";
import { runSummary } from "./runs.ts";

const kindNames = documentKinds.map((kind) => kind.toLowerCase());
const listQuery = z.object({
  kind: z.enum(kindNames).optional().meta({ description: "Only things of this kind, such as service." }),
  search: z
    .string()
    .max(200)
    .default("")
    .meta({ description: "Words of its reference, title, owner or type." }),
  team: refSchema.optional(),
  site: refSchema.optional(),
  tier: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
  cursor: z.coerce.number().int().min(0).default(0).meta({ description: "`nextCursor` of the page before." }),
});

const listSchema = z.object({
  entities: z.array(entityRowSchema),
  total: z.int().meta({ description: "Things that match, on all pages." }),
  nextCursor: z.string().nullable(),
  number: z.int().meta({ description: "The publication that was read; another one may need another order." }),
  kinds: z.record(z.string(), z.int()).meta({ description: "How many there are of each kind, unfiltered." }),
});

const entitySchema = z
  .object({
    row: entityRowSchema,
    spec: jsonObjectSchema.meta({ description: "As it was written." }),
    relations: entityRelationsSchema,
    runs: z.array(runSummarySchema).meta({ description: "Runs that had to do with it, the newest first." }),
  })
  .meta({ id: "Entity", description: "One thing of the estate and how it stands to the others." });

/** So many runs are shown beside a thing. */
const runsMax = 20;

type Filter = z.output<typeof listQuery>;

/** Every word of the search is somewhere in what a row says. */
function matches({ search, team, site, tier, kind }: Filter): (row: EntityRow) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    if (kind !== undefined && row.kind.toLowerCase() !== kind) return false;
    if (team !== undefined && !row.teams.includes(team)) return false;
    if (site !== undefined && !row.sites.includes(site)) return false;
    if (tier !== undefined && row.tier !== tier) return false;
    if (words.length === 0) return true;
    const text = `${row.ref} ${row.title} ${row.owner ?? ""} ${row.type ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

type Rows = { readonly rows: readonly EntityRow[]; readonly kinds: { readonly [kind: string]: number } };

/** An estate never changes: its rows are made once, in the order in which people look for them. */
const known = new WeakMap<Estate, Rows>();

function rowsOf(estate: Estate): Rows {
  const before = known.get(estate);
  if (before !== undefined) return before;
  const kinds: { [kind: string]: number } = {};
  const rows = [...estate.documents.values()].map((document) => {
    const kind = document.kind.toLowerCase();
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    return entityRow(estate, document);
  });
  const made = { rows: rows.toSorted(byTierThenTitle), kinds };
  known.set(estate, made);
  return made;
}

const byTierThenTitle = (one: EntityRow, other: EntityRow): number =>
  (one.tier ?? Number.MAX_SAFE_INTEGER) - (other.tier ?? Number.MAX_SAFE_INTEGER) ||
  one.title.localeCompare(other.title, "en") ||
  (one.ref < other.ref ? -1 : 1);

const rowView = (row: EntityRow, counts: EntityCounts) =>
  ({ ...row, ...counts(row.ref) }) as Mutable<EntityRow> & ReturnType<EntityCounts>;

async function inUse({ documents, estate }: Pick<AppPorts, "documents" | "estate">) {
  const state = await documents.read();
  const { resolved, report, published } = estate.current();
  return { estate: resolved.estate, counts: entityCounts(report, state), number: published?.number ?? 0 };
}

/** The things of the estate in use: services, components, sites, people and whatever else documents describe. */
export function entityRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/entities",
    {
      schema: {
        ...operation("listEntities", "estate", "The things of the estate, the most urgent tier first"),
        querystring: listQuery,
        response: answers(listSchema),
      },
    },
    async ({ query }) => {
      const { estate, counts, number } = await inUse(ports);
      const { rows, kinds } = rowsOf(estate);
      const found = rows.filter(matches(query));
      const end = query.cursor + query.limit;
      return {
        entities: found.slice(query.cursor, end).map((row) => rowView(row, counts)),
        total: found.length,
        nextCursor: end < found.length ? String(end) : null,
        number,
        kinds,
      };
    },
  );
  readRoute(app, ports);
}

function readRoute(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/entities/:ref",
    {
      schema: {
        ...operation("getEntity", "estate", "One thing of the estate and how it stands to the others"),
        params: z.object({ ref: refSchema }),
        response: answers(entitySchema),
      },
    },
    async (request) => {
      const { ref } = request.params;
      const { estate, counts } = await inUse(ports);
      const document = estate.documents.get(ref);
      if (document === undefined) {
        const detail = estate.invalid.has(ref)
          ? `The document of ${ref} has errors, so that it cannot be read.`
          : `The published estate has no document ${ref}.`;
        throw new ProblemError(estate.invalid.has(ref) ? "document-unreadable" : "document-missing", detail);
      }
      const runs: RunSummary[] = [];
      for (const id of await ports.touchedRuns.of(ref, runsMax)) {
        const { state, version } = await ports.handler.read(id);
        const one = runSummary(id, version, state);
        if (one !== null) runs.push(one);
      }
      const spec = document.source["spec"] ?? null;
      return {
        row: rowView(entityRow(estate, document), counts),
        spec: isJsonObject(spec) ? spec : {},
        relations: entityRelations(estate, document) as Mutable<ReturnType<typeof entityRelations>>,
        runs,
      };
    },
  );
}
