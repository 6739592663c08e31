import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { ConfigError, readConfig } from "./config.ts";

test("a flag wins over a variable, a variable over the file, the file over the default", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-config-"));
  const file = path.join(folder, "holdfast.yaml");
  writeFileSync(file, "port: 1\nnode: from-file\nlab: http://127.0.0.1:5\n");
  const config = readConfig(
    ["--port", "3", "--config", file],
    { HOLDFAST_PORT: "2", HOLDFAST_NODE: "from-variable" },
    "host",
  );
  assert.equal(config.port, 3);
  assert.equal(config.node, "from-variable");
  assert.equal(config.lab, "http://127.0.0.1:5");
  assert.equal(config.host, "127.0.0.1");
  writeFileSync(file, "prot: 1\n");
  assert.throws(() => readConfig(["--config", file], {}, "host"), /holdfast\.yaml.*prot/);
  rmSync(folder, { recursive: true });
});

test("a secret can come from a file that a variable names", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-config-"));
  const file = path.join(folder, "url");
  writeFileSync(file, "postgres://a:b@c/d\n");
  assert.equal(readConfig([], { DATABASE_URL_FILE: file }, "host").databaseUrl, "postgres://a:b@c/d");
  rmSync(folder, { recursive: true });
});

test("loopback is trusted only where nobody else reaches it", () => {
  assert.equal(readConfig(["--trust-loopback"], {}, "host").trustLoopback, true);
  assert.throws(() => readConfig(["--trust-loopback", "--host", "0.0.0.0"], {}, "host"), ConfigError);
  assert.equal(readConfig([], {}, "host").trustLoopback, false);
});

test("a wrong setting is named, and a password in it is not repeated", () => {
  assert.throws(() => readConfig(["--port", "70000"], {}, "host"), /--port 70000/);
  assert.throws(() => readConfig(["--prot", "1"], {}, "host"), /--prot/);
  assert.throws(
    () => readConfig([], { DATABASE_URL: "mysql://me:geheim@x/y" }, "host"),
    (error: Error) => error instanceof ConfigError && !error.message.includes("geheim"),
  );
});
