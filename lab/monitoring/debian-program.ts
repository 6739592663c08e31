import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const outputMax = 300;

/** Makes sure that there is a program of a Debian package: root installs it. Returns why there is none, or null. */
export function prepareProgram(program: string, packageName: string): string | null {
  if (existsSync(program)) return null;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return `there is no ${program}, and only root on Debian can have it installed`;
  const lock = ["-o", "DPkg::Lock::Timeout=300"];
  const install = [...lock, "install", "-y", "--no-install-recommends", packageName];
  for (const args of [[...lock, "update"], install]) {
    // Its package would start it, and a test starts its own.
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    const done = spawnSync("apt-get", args, { encoding: "utf8", env });
    if (done.status !== 0)
      return `${packageName} could not be installed: ${(done.stderr ?? "").trim().slice(-outputMax)}`;
  }
  return existsSync(program) ? null : `${packageName} was installed, but there is no ${program}`;
}

/** A port of the loopback address that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Waits until an address answers well; rejects after half a minute. */
export async function untilReady(url: string, name: string): Promise<void> {
  const isReady = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; !(await isReady()); tries++) {
    if (tries > 300) throw new Error(`${name} did not get ready`);
    await sleep(100);
  }
}

/** Ends a program at once; resolves when it is gone. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
