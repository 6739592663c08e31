import path from "node:path";
import { buildApp, openapiOf } from "#server/app.ts";
import type { AppPorts } from "#server/app-ports.ts";
import { version } from "#server/version.ts";
import { typesOfOpenapi } from "./types-of-openapi.ts";

const root = path.join(import.meta.dirname, "../..");

/** Files that a machine writes: path and content as they should be now. */
export async function generatedFiles(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  // Describing the routes calls none of them, so their ports are never touched.
  const ports = { version, consoleFolder: null } as unknown as AppPorts;
  const app = await buildApp(ports, { onError: () => {} });
  await app.ready();
  const openapi = openapiOf(app);
  await app.close();
  return [
    { file: path.join(root, "openapi.json"), text: `${JSON.stringify(openapi, null, 2)}\n` },
    {
      file: path.join(root, "src/client/schema.gen.ts"),
      text: typesOfOpenapi(openapi as unknown as Parameters<typeof typesOfOpenapi>[0]),
    },
  ];
}
