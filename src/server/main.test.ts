import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-main-"));
before(() => chmodSync(folder, 0o755));
after(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number | null; readonly stderr: string };

function serve(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const main = path.join(import.meta.dirname, "main.ts");
  const { DATABASE_URL: _ignored, ...rest } = process.env;
  return spawn(process.execPath, [main, "--port", "0", ...args], {
    env: { ...rest, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function ended(child: ChildProcess): Promise<Ended> {
  let stderr = "";
  child.stderr?.on("data", (piece: Buffer) => {
    stderr += piece.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stderr };
}

/** The address that a server prints when it is ready. */
async function ready(child: ChildProcess): Promise<string> {
  const [piece] = (await once(child.stdout as NodeJS.EventEmitter, "data")) as [Buffer];
  return piece.toString().trim();
}

const data = (name: string) => ["--data", path.join(folder, name)];

test("what a person can mend is one clear line, and the exit code is 2", async () => {
  const blocker = createServer();
  blocker.listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const cases: readonly [readonly string[], Readonly<Record<string, string>>, RegExp][] = [
    [["--estate", "/nowhere/at/all"], {}, /\/nowhere\/at\/all: there is no such file or folder/],
    [["--prot", "1"], {}, /--prot/],
    [[], { DATABASE_URL: "nonsense" }, /DATABASE_URL/],
    [[], { DATABASE_URL: "postgres://u:geheim@127.0.0.1:9/x" }, /does not answer/],
    [["--port", String(port)], {}, new RegExp(`port ${port} .*in use.*--port`)],
  ];
  for (const [args, environment, message] of cases) {
    const { code, stderr } = await ended(serve([...data("refused"), ...args], environment));
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /^\s+at |geheim/m, "no stack, no password");
  }
  blocker.close();
});

test("a second server on the same data is refused by name of the first; the first stops with 0 on SIGTERM", async () => {
  const first = serve(data("shared"));
  const end = ended(first);
  const url = await ready(first);
  const { code, stderr } = await ended(serve(data("shared")));
  assert.equal(code, 2);
  assert.match(stderr, new RegExp(`process ${first.pid}`));
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  first.kill("SIGTERM");
  assert.equal((await end).code, 0);
});

test("after kill -9 the next server on the same data starts and is ready", async () => {
  const first = serve(data("killed"));
  const end = ended(first);
  await ready(first);
  first.kill("SIGKILL");
  await end;
  const second = serve(data("killed"));
  const secondEnd = ended(second);
  const url = await ready(second);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  second.kill("SIGTERM");
  assert.equal((await secondEnd).code, 0);
});
