import { z } from "zod";
import type { CallContext } from "#connectors/connector.ts";
import { readAccess } from "#connectors/read-access.ts";

/** `spec.access.backup` of a component: the folder that its backups are put into. */
export const backupAccess = z.strictObject({
  folder: z.string().startsWith("/").describe("The folder with the backups, on the host that looks"),
});

/** Where the backups of a component lie. Throws `AccessError`. */
export const readFolder = (context: CallContext, component: string): Promise<z.output<typeof backupAccess>> =>
  readAccess(context, component, backupAccess);
