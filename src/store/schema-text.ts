import type pg from "pg";

/** Each query gives lines of text about our own schema, in a stable order. */
const queries: readonly (readonly [heading: string, sql: string])[] = [
  [
    "tables",
    `select format('%s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
       case when a.attnotnull then ' not null' else '' end,
       case a.attidentity when 'a' then ' generated always as identity' else '' end,
       coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = 'holdfast'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum`,
  ],
  [
    "constraints",
    // NOT NULL is said with the columns; PostgreSQL 18 also lists it as a constraint, older ones do not.
    `select format('%s %s: %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as line
     from pg_constraint c where c.connamespace = 'holdfast'::regnamespace and c.contype <> 'n' order by 1`,
  ],
  [
    "indexes",
    "select indexdef as line from pg_indexes where schemaname = 'holdfast' order by tablename, indexname",
  ],
  [
    "triggers",
    `select pg_get_triggerdef(t.oid) || case t.tgenabled when 'A' then ' (always)' else '' end as line
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'holdfast'::regnamespace and not t.tgisinternal order by 1`,
  ],
  [
    "functions",
    "select pg_get_functiondef(p.oid) as line from pg_proc p where p.pronamespace = 'holdfast'::regnamespace order by p.proname",
  ],
  [
    "privileges of the engine",
    `select format('%s: %s', table_name, string_agg(lower(privilege_type), ', ' order by privilege_type)) as line
     from information_schema.role_table_grants where table_schema = 'holdfast' and grantee = 'holdfast_engine'
     group by table_name order by table_name`,
  ],
];

/** The schema of Holdfast's own tables as text: what `schema.sql` keeps, so that a change of the schema is seen in review. */
export async function schemaText(client: pg.ClientBase): Promise<string> {
  const parts: string[] = [
    "-- Generated from a migrated database: see migrate.test.ts. For reading; nothing runs it.\n",
  ];
  // Names are printed with their schema unless it is on the path, which depends on the user.
  await client.query("set search_path to pg_catalog");
  for (const [heading, sql] of queries) {
    const { rows } = await client.query<{ line: string }>(sql);
    parts.push(`-- ${heading}`, ...rows.map(({ line }) => line.trimEnd()), "");
  }
  return parts.join("\n");
}
