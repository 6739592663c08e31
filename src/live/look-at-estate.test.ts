import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { allConnectors } from "#connectors/all-connectors.ts";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import type { LookPorts } from "./look-ports.ts";
import { lookAtEstate } from "./look-at-estate.ts";

const at = "2026-06-30T12:00:00.000Z";

const ports: LookPorts = {
  connectors: new Map(allConnectors.map((connector) => [connector.name, connector])),
  readSecret: (reference) =>
    reference === "secret:env/GOOD"
      ? Promise.resolve("hunter2")
      : Promise.reject(new Error(`${reference}: the variable is not set`)),
  now: () => at,
  limitSeconds: 30,
  atOnce: 4,
};

function component(name: string, access: string): string {
  return `apiVersion: holdfast/v1\nkind: Component\nmetadata: { name: ${name} }\nspec: { access: ${access} }\n---\n`;
}

function look(text: string, own: Partial<LookPorts> = {}, signal = new AbortController().signal) {
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text }]);
  return lookAtEstate(resolved, "2026-06-30", { ...ports, ...own }, signal);
}

async function listen(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

test("[A3.1] a host that listens holds, a closed port does not, and each answer is dated and says how it was got", async () => {
  const [open, closed] = [await listen(), await listen()];
  await closed.close();
  const text = [open, closed]
    .map(({ port }, i) => component(`c${i}`, `{ x: { host: 127.0.0.1, port: ${port} } }`))
    .join("");
  const seen = await look(text);
  assert.deepEqual(
    seen.map(({ outcome, by, observedAt }) => [outcome, by, observedAt]),
    [
      ["holds", "tcp", at],
      ["does-not-hold", "tcp", at],
    ],
  );
  assert.match(seen[1]?.detail ?? "", /nothing listens there/);
  await open.close();
});

test("[A3.1] a credential that can be read holds, one that cannot does not, and neither is told", async () => {
  const seen = await look(component("c", "{ x: { a: secret:env/GOOD, b: secret:env/BAD } }"));
  assert.deepEqual(
    seen.map(({ outcome }) => outcome),
    ["holds", "does-not-hold"],
  );
  assert.doesNotMatch(JSON.stringify(seen), /hunter2/);
});

test("[A3.1] a program that is there holds, one that is not does not, and a version is what the program says", async () => {
  const node = process.execPath;
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-live-"));
  const data = path.join(folder, "no-program");
  writeFileSync(data, "text", { mode: 0o600 });
  const versions = `{ ${JSON.stringify(node)}: { says: "${process.version}" } }`;
  const allowed = JSON.stringify([node, path.join(folder, "none"), data]);
  const good = await look(component("c", `{ command: { allowed: ${allowed}, versions: ${versions} } }`));
  assert.deepEqual(
    good.map(({ outcome }) => outcome),
    ["holds", "does-not-hold", "does-not-hold", "holds"],
  );
  const other = versions.replace(process.version, "v1.2.3");
  const old = await look(component("c", `{ command: { allowed: ${allowed}, versions: ${other} } }`));
  assert.equal(old.at(-1)?.outcome, "does-not-hold");
  rmSync(folder, { recursive: true });
});

test("no more looks are made at once than allowed, and all are made", async () => {
  let [running, most, made] = [0, 0, 0];
  const readSecret = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    made++;
    return "x";
  };
  const secrets = Array.from({ length: 40 }, (_, index) => `k${index}: secret:env/S${index}`);
  const seen = await look(component("c", `{ x: { ${secrets.join(", ")} } }`), { readSecret, atOnce: 3 });
  assert.deepEqual([most, made, seen.length], [3, 40, 40]);
});

test("what was stopped before it began is not looked at, and not told as failed", async () => {
  const seen = await look(component("c", "{ x: { a: secret:env/GOOD } }"), {}, AbortSignal.abort());
  assert.deepEqual(
    seen.map(({ outcome }) => outcome),
    ["not-looked-at"],
  );
});

test("a server that takes the connection and says nothing is unknown after the limit, not a copy and not none", async () => {
  const silent = await listen();
  const access = `{ postgres: { host: 127.0.0.1, port: ${silent.port}, database: d, user: u, password: secret:env/GOOD } }`;
  const text =
    component("a", access) + component("b", access).replace("spec: {", "spec: { replicaOf: component:a,");
  const seen = await look(text, { limitSeconds: 1 });
  const replica = seen.find((observation) => observation.look.topic === "replica");
  assert.equal(replica?.outcome, "unknown");
  assert.match(replica?.detail ?? "", /could not be asked/);
  await silent.close();
});
