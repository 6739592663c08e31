import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readConfig } from "./config.ts";
import { type Server, startServer } from "./main.ts";

/** A small estate: Ana runs databases, Ben and Cem are the crisis team, nobody needs a network. */
export const testEstate = `
apiVersion: holdfast/v1
kind: Person
metadata: { name: ana, title: Ana }
spec: { teams: [team:dba] }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: ben, title: Ben }
spec: {}
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: cem, title: Cem }
spec: { teams: [team:crisis] }
---
apiVersion: holdfast/v1
kind: Team
metadata: { name: dba, title: Databases }
spec: { capacity: 2 }
---
apiVersion: holdfast/v1
kind: Team
metadata: { name: crisis, title: Crisis }
spec: { capacity: 2, members: [person:ben] }
---
apiVersion: holdfast/v1
kind: Site
metadata: { name: east, title: East }
spec: {}
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, title: Orders }
spec: { owner: team:dba, sites: [site:east], mode: single-site, objectives: { rto: PT30M, rpo: PT1M } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: by-hand, title: By hand }
spec:
  purpose: restore
  recovers: [service:orders]
  accountable: team:dba
  steps:
    - { id: look, title: Look, duration: PT1M, person: { instructions: Look at it } }
    - id: open
      title: Open
      duration: PT1M
      approval: { by: team:crisis, quorum: 1, notTheStarter: true }
      person: { instructions: Open it }
    - id: choose
      title: Choose
      duration: PT1M
      decision:
        question: Which way?
        authority: team:crisis
        options: [{ id: left, title: Left }, { id: right, title: Right }]
`;

export type TestServer = {
  readonly server: Server;
  readonly url: string;
  readonly estateFolder: string;
  readonly dataFolder: string;
  /** Lines the operator was told. */
  readonly lines: readonly string[];
  /** The same folders with a new process state, as after a restart. */
  restart(): Promise<TestServer>;
  stop(): Promise<void>;
};

/** A real server on a real embedded database, in folders of its own, on a free port. */
export async function startTestServer(
  flags: readonly string[] = ["--trust-loopback"],
  { hasEstate = true }: { readonly hasEstate?: boolean } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-server-"));
  // As root the database runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  const estateFolder = mkdtempSync(path.join(folder, "estate-"));
  writeFileSync(path.join(estateFolder, "estate.yaml"), testEstate);
  return start(folder, estateFolder, flags, 0, hasEstate);
}

async function start(
  folder: string,
  estateFolder: string,
  flags: readonly string[],
  port: number,
  hasEstate: boolean,
): Promise<TestServer> {
  const dataFolder = path.join(folder, "data");
  const estate = hasEstate ? ["--estate", estateFolder] : [];
  const args = ["--port", String(port), "--data", dataFolder, ...estate, ...flags];
  const lines: string[] = [];
  const server = await startServer(readConfig(args, {}, "test"), (line) => lines.push(line));
  return {
    server,
    url: server.url,
    estateFolder,
    dataFolder,
    lines,
    restart: async () => {
      await server.close();
      return start(folder, estateFolder, flags, Number(new URL(server.url).port), hasEstate);
    },
    stop: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks the application without a socket, as a person. */
export async function ask(
  { server }: Pick<TestServer, "server">,
  method: "GET" | "POST",
  url: string,
  given: {
    readonly as?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
) {
  const response = await server.app.inject({
    method,
    url,
    headers: {
      host: "127.0.0.1",
      ...(given.as === undefined ? {} : { "x-holdfast-actor": given.as }),
      ...(given.body === undefined ? {} : { "content-type": "application/json" }),
      ...given.headers,
    },
    ...(given.body === undefined
      ? {}
      : { payload: typeof given.body === "string" ? given.body : JSON.stringify(given.body) }),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    json: () => response.json(),
  };
}
