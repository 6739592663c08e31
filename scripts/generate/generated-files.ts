import path from "node:path";
import { buildApp, openapiOf } from "#server/app.ts";
import type { AppPorts } from "#server/app-ports.ts";
import { problemCatalogue } from "#server/problem.ts";
import { version } from "#server/version.ts";
import { schemaFiles } from "#cli/commands/schema.ts";
import { cliReference } from "./cli-reference.ts";
import { documentReference } from "./document-reference.ts";
import { typesOfOpenapi } from "./types-of-openapi.ts";

const root = path.join(import.meta.dirname, "../..");

function problemsPage(): string {
  const entries = Object.entries(problemCatalogue).map(
    ([code, { status, title, help }]) => `## ${code}\n\n${title}. HTTP ${status}. ${help}\n`,
  );
  return [
    "# Problems\n",
    "Every error of the HTTP API is a problem (RFC 9457) of media type `application/problem+json`. Its `code`, also the",
    "end of its `type` (`urn:holdfast:problem:CODE`), is one of these and is kept for ever. `detail` says what is wrong",
    "with this request, `errors` where (a JSON pointer into the body, `?name` in the query, `/path/name` in the path, or",
    "the place in a document), `help` what to do. This page is written by `npm run generate`.\n",
    ...entries,
  ].join("\n");
}

/** Files that a machine writes: path and content as they should be now. */
export async function generatedFiles(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  // Describing the routes calls none of them, so their ports are never touched.
  const ports = { version, consoleFolder: null, proxies: [] } as unknown as AppPorts;
  const app = await buildApp(ports, { onError: () => {} });
  await app.ready();
  const openapi = openapiOf(app);
  await app.close();
  return [
    { file: path.join(root, "openapi.json"), text: `${JSON.stringify(openapi, null, 2)}\n` },
    { file: path.join(root, "docs/reference/problems.md"), text: problemsPage() },
    { file: path.join(root, "docs/reference/cli.md"), text: await cliReference() },
    { file: path.join(root, "docs/reference/documents.md"), text: documentReference() },
    ...schemaFiles().map(({ name, text }) => ({
      file: path.join(root, "docs/reference/schemas", name),
      text,
    })),
    {
      file: path.join(root, "src/client/schema.gen.ts"),
      text: typesOfOpenapi(openapi as unknown as Parameters<typeof typesOfOpenapi>[0]),
    },
  ];
}
