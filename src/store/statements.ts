import type pg from "pg";

const names = new Map<string, string>();

/** Runs a statement as a prepared one; texts are few (none is built from values), so each is given a name for ever. */
export function queryPrepared<Row extends pg.QueryResultRow>(
  on: pg.ClientBase | pg.Pool,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  let name = names.get(text);
  if (name === undefined) {
    name = `holdfast_${names.size}`;
    names.set(text, name);
  }
  return on.query<Row>({ name, text, values });
}
