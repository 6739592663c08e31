import { escapeIdentifier } from "pg";
import { z } from "zod";
import { NotPossible } from "./fault.ts";
import type { Session } from "./session.ts";

/** A table by name, with its schema or without. */
export const tableName = z
  .string()
  .regex(/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/, "a table, such as orders or shop.orders");

/** A column by name. */
export const columnName = z.string().regex(/^[A-Za-z_][\w$]*$/, "a column, such as id");

/** The table's name as it stands in SQL. */
export function quoteTable(table: string): string {
  return table.split(".").map(escapeIdentifier).join(".");
}

/** A column's name as it stands in SQL. */
export function quoteColumn(column: string): string {
  return escapeIdentifier(column);
}

/** The type of a table's column in SQL, so that keys given as text are looked up by its index. */
export async function columnType(session: Session, table: string, column: string): Promise<string> {
  const [row] = await session.query<{ type: string }>(
    `select format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = to_regclass($1) and attname = $2 and not attisdropped`,
    [quoteTable(table), column],
  );
  if (!row) throw new NotPossible(`there is no table ${table} with a column ${column}`);
  return row.type;
}

/** Makes a row's text the same on every server, whatever its own settings are. */
export async function fixTextForm(session: Session): Promise<void> {
  await session.query(`select set_config('TimeZone', 'UTC', false), set_config('DateStyle', 'ISO, MDY', false),
    set_config('IntervalStyle', 'postgres', false), set_config('extra_float_digits', '1', false),
    set_config('bytea_output', 'hex', false)`);
}
