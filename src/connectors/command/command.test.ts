import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "#core/model/json.ts";
import type { Evidence, Outcome } from "#core/model/outcome.ts";
import { commandConnector } from "./index.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-command-"));
});
after(() => rm(folder, { recursive: true }));

/** Runs a piece of JavaScript as a program of its own. */
async function run(
  source: string,
  given: JsonObject = {},
  more: { readonly access?: JsonObject; readonly signal?: AbortSignal } = {},
): Promise<Outcome> {
  const program = path.join(
    folder,
    `program-${createHash("sha256").update(source).digest("hex").slice(0, 12)}`,
  );
  await writeFile(program, `#!${process.execPath}\n${source}`);
  await chmod(program, 0o755);
  return act({ program, ...given }, { allowed: [program], ...more.access }, more.signal);
}

async function act(
  given: JsonObject,
  access: JsonObject,
  signal = new AbortController().signal,
): Promise<Outcome> {
  const capability = commandConnector.actions["run"];
  assert.ok(capability);
  const parameters = capability.parameters.parse({ target: "component:host", ...given });
  return capability.act(parameters, {
    access: () => Promise.resolve({ workingDirectory: folder, ...access }),
    key: "k",
    signal,
  });
}

/** Status and message of an attempt in one line. */
async function saying(given: JsonObject, access: JsonObject): Promise<string> {
  const outcome = await act(given, access);
  return `${outcome.status}: ${"message" in outcome ? outcome.message : ""}`;
}

function readPids(): Promise<string> {
  return readFile(path.join(folder, "pids"), "utf8").catch(() => "");
}

/** Whether a process is there and not merely waiting to be forgotten by its parent. */
function isRunning(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return process.platform !== "linux" || !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

type Stream = { text: string; totalBytes: number; sha256: string; truncated: boolean; note: string | null };

function stdoutOf(outcome: Outcome): Stream {
  assert.equal(outcome.status, "done", JSON.stringify(outcome).slice(0, 1_000));
  return (outcome as unknown as { output: { stdout: Stream } }).output.stdout;
}

function evidenceOf(outcome: Outcome, name: string): Evidence | undefined {
  return ("evidence" in outcome ? (outcome.evidence ?? []) : []).find((evidence) => evidence.name === name);
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

test("arguments reach the program as they are, for there is no shell", async () => {
  const given = ["$(touch pwned)", "; rm -rf /", "a b", "*", "`id`"];
  const outcome = await run("console.log(JSON.stringify(process.argv.slice(2)))", { arguments: given });
  assert.deepEqual(JSON.parse(stdoutOf(outcome).text), given);
});

test("only PATH, LANG and HOME are inherited; what is declared and the key are added", async () => {
  process.env["HOLDFAST_TEST_LEAK"] = "leak";
  const access = { environment: { PASSWORD: "hunter22" }, openEnvironment: { REGION: "east" } };
  const outcome = await run("console.log(JSON.stringify(process.env))", {}, { access });
  delete process.env["HOLDFAST_TEST_LEAK"];
  const {
    LANG: _,
    HOME: __,
    PATH: ___,
    ...rest
  } = JSON.parse(stdoutOf(outcome).text) as { [name: string]: string };
  assert.deepEqual(rest, { PASSWORD: "••••", REGION: "east", HOLDFAST_KEY: "k" });
});

test("the hash of the evidence is over all that was kept, and equals that of the text where all of it stands there", async () => {
  const outcome = await run('process.stdout.write("grüße\\n")');
  const evidence = evidenceOf(outcome, "stdout");
  assert.equal(evidence?.text, "grüße\n");
  assert.equal(evidence.sha256, sha256("grüße\n"));
});

test("a long output is hashed whole and kept by its beginning and its end", async () => {
  const source = 'process.stdout.write("start" + "ü".repeat(300000) + "finish")';
  const outcome = await run(source);
  const stdout = stdoutOf(outcome);
  const whole = `start${"ü".repeat(300_000)}finish`;
  assert.equal(stdout.totalBytes, Buffer.byteLength(whole));
  assert.equal(stdout.sha256, sha256(whole));
  assert.equal(stdout.truncated, true);
  assert.equal(stdout.note, null, "a character torn by the cut does not make text binary");
  assert.match(stdout.text, /^start.*characters left out.*finish$/s);
  assert.equal(evidenceOf(outcome, "stdout")?.text, undefined);
  const excerpt = evidenceOf(outcome, "stdout-excerpt");
  assert.match(excerpt?.text ?? "", /^startü.*bytes left out.*üfinish$/s);
  assert.ok(!excerpt?.text?.includes("\uFFFD"));
  assert.equal(excerpt?.sha256, sha256(excerpt?.text ?? ""));
});

test("an output that is no text is hashed as it is and shown without NUL, with a note", async () => {
  const outcome = await run("process.stdout.write(Buffer.from([65, 0, 255, 66]))");
  const stdout = stdoutOf(outcome);
  assert.equal(stdout.sha256, sha256(Buffer.from([65, 0, 255, 66])));
  assert.equal(stdout.text, "A\uFFFD\uFFFDB");
  assert.match(stdout.note ?? "", /not all of it is text/);
});

test("what is given as input arrives, and a program that does not read it ends nonetheless", async () => {
  assert.equal(stdoutOf(await run("process.stdin.pipe(process.stdout)", { stdin: "tea\n" })).text, "tea\n");
  assert.equal((await run("process.exit(0)", { stdin: "x".repeat(1_000_000) })).status, "done");
});

test("an exit code that is not expected is a failure that quotes what the program said", async () => {
  const source = 'console.error("no such volume"); process.exit(4)';
  const outcome = await run(source);
  assert.equal(outcome.status, "failed");
  assert.match("message" in outcome ? outcome.message : "", /exit code 4: no such volume/);
  assert.equal((await run(source, { expectExitCode: [0, 4] })).status, "done");
});

test("a program that is over its time is ended with all it has started, and its outcome is unknown", async (context) => {
  const child = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
  const source = `
    process.on("SIGTERM", () => {});
    const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}]);
    require("node:fs").writeFileSync("pids", process.pid + " " + child.pid);
    console.log("half done");
    setInterval(() => {}, 1000);`;
  const controller = new AbortController();
  const running = run(source, {}, { signal: controller.signal });
  while (!(await readPids())) await sleep(10);
  await sleep(200);
  controller.abort();
  const outcome = await running;
  assert.equal(outcome.status, "unknown");
  assert.equal(evidenceOf(outcome, "stdout")?.text, "half done\n");
  const pids = (await readPids()).split(" ");
  context.after(() => {
    for (const pid of pids.filter(isRunning)) process.kill(Number(pid), "SIGKILL");
  });
  const deadline = Date.now() + 30_000;
  while (pids.some(isRunning) && Date.now() < deadline) await sleep(10);
  assert.deepEqual(pids.filter(isRunning), []);
});

test("a daemon that a program leaves behind does not keep the step waiting", async () => {
  const source = `
    const child = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 20000)"],
      { stdio: "inherit", detached: true });
    console.log(child.pid); child.unref();`;
  const outcome = await run(source);
  process.kill(Number(stdoutOf(outcome).text), "SIGKILL");
  assert.equal((outcome as unknown as { output: { leftOpen: boolean } }).output.leftOpen, true);
});

test("a program that is not allowed, not there or not executable is not run, and the outcome says which", async () => {
  const script = path.join(folder, "script");
  await writeFile(script, "#!/nowhere/interpreter\n");
  assert.match(
    await saying({ program: "/bin/rm" }, { allowed: [script] }),
    /^failed: \/bin\/rm is not among/,
  );
  assert.match(await saying({ program: folder }, { allowed: [folder] }), /^unreachable: .*is not a file/);
  assert.match(
    await saying({ program: script }, { allowed: [script] }),
    /^unreachable: .*may not be executed/,
  );
  await chmod(script, 0o755);
  assert.match(
    await saying({ program: script }, { allowed: [script] }),
    /^unreachable: .*could not be started/,
  );
  const nowhere = { allowed: [script], workingDirectory: path.join(folder, "nowhere") };
  assert.match(
    await saying({ program: script }, nowhere),
    /^unreachable: the working directory .*is not there/,
  );
});

test("a program is named by its whole path, without detours", () => {
  const { access } = commandConnector;
  for (const program of ["sh", "./sh", "/bin/../bin/sh", "/bin/./sh"]) {
    assert.ok(!access?.safeParse({ allowed: [program] }).success, program);
  }
});
