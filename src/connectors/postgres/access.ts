import { z } from "zod";
import type { CallContext } from "#connectors/connector.ts";
import { grantableAccess } from "#connectors/grantable.ts";
import { readAccess as readDeclaredAccess } from "#connectors/read-access.ts";
import { NotPossible } from "./fault.ts";

const localServer = z.strictObject({
  dataDirectory: z.string().startsWith("/").describe("The server's data directory on this host"),
  binDirectory: z.string().startsWith("/").describe("The folder that holds the program `postgres`"),
  runAs: z
    .strictObject({ uid: z.int().min(0), gid: z.int().min(0) })
    .optional()
    .describe("Whom the server runs as when the engine is root; absent: the owner of the data directory"),
  logFile: z.string().startsWith("/").optional().describe("Where the server's output goes"),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe("The port it listens on where `port` is a forwarder's"),
  arguments: z
    .array(z.string())
    .optional()
    .describe("Further arguments of `postgres`, such as -c name=value"),
});

/** `spec.access.postgres` of a component: how to reach one PostgreSQL server, and, with `local`, its host. */
export const serverAccess = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
  database: z.string().min(1),
  user: z.string().min(1),
  password: z.string().optional().describe("Absent: the server trusts the user"),
  replicationUser: z.string().min(1).optional().describe("Absent: the user"),
  replicationPassword: z.string().optional().describe("Absent: the password"),
  applicationName: z
    .string()
    .min(1)
    .optional()
    .describe("The name it has as a standby; absent: the component's"),
  sslmode: z.enum(["disable", "require", "verify-full"]).optional(),
  connectTimeoutSeconds: z.number().positive().default(2),
  queryTimeoutSeconds: z.number().positive().default(2),
  grantable: grantableAccess
    .optional()
    .describe("Roles that people may be given during a run; the user must be able to create roles"),
  local: localServer.optional().describe("Declared where the engine can act on the server's host"),
});

export type ServerAccess = z.output<typeof serverAccess>;
export type LocalServer = z.output<typeof localServer>;

/** How to reach the server `component`. Throws `AccessError` where its document does not say it properly. */
export function readAccess(context: CallContext, component: string): Promise<ServerAccess> {
  return readDeclaredAccess(context, component, serverAccess);
}

/** The host side of a server, or `NotPossible` that says why nothing can be done on its host. */
export function localServerOf(component: string, server: ServerAccess): LocalServer {
  if (server.local) return server.local;
  throw new NotPossible(
    `${component} declares no spec.access.postgres.local, so nothing can be done or proven on its host`,
  );
}
