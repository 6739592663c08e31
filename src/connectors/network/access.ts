import { z } from "zod";
import { AccessError, type CallContext } from "#connectors/connector.ts";
import { readAccess } from "#connectors/read-access.ts";

/** `spec.access.network` of a component: where it listens, or the resolvers that answer for it. */
export const networkAccess = z.strictObject({
  host: z.string().min(1).optional().describe("A name or an address"),
  port: z.int().min(1).max(65_535).optional(),
  serverName: z
    .string()
    .min(1)
    .optional()
    .describe("The name that its certificate must hold; absent: the host"),
  authority: z
    .string()
    .optional()
    .describe("Certificates to trust besides the system's, as PEM or as secret:file/PATH"),
  resolvers: z
    .array(
      z
        .string()
        .regex(/^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]|[0-9a-fA-F:]+)(?::\d+)?$/, "an address"),
    )
    .max(20)
    .optional()
    .describe("Resolvers to ask, as ADDRESS or ADDRESS:PORT"),
  timeoutSeconds: z.number().positive().max(60).default(5).describe("Seconds one look may take"),
});

export type NetworkAccess = z.output<typeof networkAccess>;
export type Endpoint = NetworkAccess & { readonly host: string; readonly port: number };

/** Where a component listens. Throws `AccessError` when its document does not say it. */
export async function readEndpoint(context: CallContext, component: string): Promise<Endpoint> {
  const access = await readAccess(context, component, networkAccess);
  const { host, port } = access;
  if (host === undefined || port === undefined)
    throw new AccessError(`${component} declares no host and port under access.network`);
  return { ...access, host, port };
}

/** The resolvers that are asked for a component. Throws `AccessError` when its document names none. */
export async function readResolvers(
  context: CallContext,
  component: string,
): Promise<NetworkAccess & { readonly resolvers: readonly string[] }> {
  const access = await readAccess(context, component, networkAccess);
  const { resolvers = [] } = access;
  if (resolvers.length === 0) throw new AccessError(`${component} declares no access.network.resolvers`);
  return { ...access, resolvers };
}
