import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

let folder = "";
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-relay-"));
});
after(() => rm(folder, { recursive: true }));

async function run(config: unknown) {
  const file = path.join(folder, "relay.json");
  await writeFile(file, typeof config === "string" ? config : JSON.stringify(config));
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "main.ts"), file]);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  return { child, output };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, "close");
  return child.exitCode;
}

test("the relay runs as a process of its own, says where it serves, and stops on SIGTERM", async () => {
  const { child, output } = await run({ control: { port: 0 }, entrances: {}, links: {} });
  await once(child.stdout, "data");
  const { controlUrl } = JSON.parse(output.stdout) as { controlUrl: string };
  assert.equal((await fetch(`${controlUrl}/state`)).status, 200);
  child.kill("SIGTERM");
  assert.equal(await exitCode(child), 0);
});

test("a wrong configuration is refused with its place and what was expected", async () => {
  const entrance = { listen: { port: 0 }, targets: { east: "127.0.0.1:1" } };
  const cases: readonly (readonly [unknown, RegExp])[] = [
    ["{", /relay\.json/],
    [{ control: { port: "x" } }, /control\.port: expected a number/],
    [{ control: { port: 0 }, entrance: {} }, /unknown field "entrance"/],
    [
      { control: { port: 0 }, entrances: { orders: { ...entrance, active: "west" } } },
      /orders\.active: .*"west"/,
    ],
    [
      { control: { port: 0 }, links: { x: { listen: { port: 0 }, target: "nowhere" } } },
      /x\.target: expected host:port/,
    ],
  ];
  for (const [config, message] of cases) {
    const { child, output } = await run(config);
    assert.equal(await exitCode(child), 2);
    assert.match(output.stderr, message);
  }
});

test("a port in use is named, and the relay leaves nothing open", async () => {
  const taken = net.createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const { child, output } = await run({ control: { port }, entrances: {}, links: {} });
  assert.equal(await exitCode(child), 1);
  assert.match(output.stderr, new RegExp(`port ${port} .* is in use`));
  taken.close();
});
