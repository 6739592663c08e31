import { readFileSync } from "node:fs";
import { z } from "zod";

/** How one of the lab's processes reaches a database; the password stands in a file. */
export const loginSchema = z.strictObject({
  host: z.string(),
  port: z.int(),
  database: z.string(),
  user: z.string(),
  passwordFile: z.string(),
});

export type DatabaseLogin = Readonly<z.output<typeof loginSchema>>;

/** The password of a login; read when it is used, so that it stands in no configuration. */
export function passwordOf(login: DatabaseLogin): string {
  return readFileSync(login.passwordFile, "utf8").trim();
}
