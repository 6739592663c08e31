import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { prepareProgram } from "../../../lab/monitoring/debian-program.ts";
import type { CallContext } from "#connectors/connector.ts";
import type { JsonObject } from "#core/model/json.ts";

const run = promisify(execFile);
const daemon = "/usr/sbin/sshd";

/** Why there can be no real sshd here, or false. Root on Debian has it installed. */
export const withoutSshd: string | false =
  prepareProgram(daemon, "openssh-server") ?? prepareProgram("/usr/bin/ssh", "openssh-client") ?? false;

/** A real sshd on a port of its own that trusts an authority of its own. */
export type TestHost = {
  readonly folder: string;
  readonly access: JsonObject;
  /** The key of somebody who is to be let in. */
  readonly publicKey: string;
  context(key: string): CallContext;
  /** Logs in with a certificate and runs a command. */
  login(certificate: string, command: string): Promise<{ readonly code: number; readonly text: string }>;
  /** A session that stays open; resolves once the remote side has answered. */
  stay(certificate: string): Promise<ChildProcess>;
  log(): Promise<string>;
  end(): Promise<void>;
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const configuration = (folder: string, port: number) => `
Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/host
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AuthorizedKeysFile none
TrustedUserCAKeys ${folder}/authority.pub
AuthorizedPrincipalsFile ${folder}/principals
RevokedKeys ${folder}/revoked
ExposeAuthInfo yes
LogLevel VERBOSE
`;

/** Starts it, as the user of this process: it lets that user in, as the principal `operator`. */
export async function startHost(): Promise<TestHost> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-sshd-"));
  await chmod(folder, 0o755);
  for (const name of ["host", "authority", "ana"]) {
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path.join(folder, name)]);
  }
  await writeFile(path.join(folder, "principals"), "operator\n");
  const port = await freePort();
  await writeFile(path.join(folder, "sshd_config"), configuration(folder, port));
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true });
  const logFile = path.join(folder, "log");
  const child = spawn(daemon, ["-D", "-e", "-f", path.join(folder, "sshd_config")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr.pipe(createWriteStream(logFile));
  await listening(port, child);
  const access = {
    host: "127.0.0.1",
    port,
    certificateAuthority: await readFile(path.join(folder, "authority"), "utf8"),
    revocationList: path.join(folder, "revoked"),
    local: true,
    logFile,
    grantable: { as: ["operator", "stranger"] },
  };
  const signal = AbortSignal.timeout(120_000);
  const ssh = (certificate: string, command: string) => sshArguments(folder, port, certificate, command);
  return {
    folder,
    access,
    publicKey: (await readFile(path.join(folder, "ana.pub"), "utf8")).trim(),
    context: (key) => ({ key, signal, access: async () => access }),
    login: async (certificate, command) =>
      run("ssh", await ssh(certificate, command)).then(
        ({ stdout }) => ({ code: 0, text: stdout }),
        (error: { code: number; stderr: string }) => ({ code: error.code, text: error.stderr }),
      ),
    stay: async (certificate) => {
      const session = spawn("ssh", await ssh(certificate, "echo in; exec sleep 600"), {
        stdio: ["ignore", "pipe", "ignore"],
      });
      await new Promise((resolve) => session.stdout.once("data", resolve));
      return session;
    },
    log: () => readFile(logFile, "utf8"),
    end: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function sshArguments(folder: string, port: number, certificate: string, command: string) {
  const file = path.join(folder, `cert-${Math.abs(Date.now() % 1e9)}-${certificate.length}.pub`);
  await writeFile(file, `${certificate}\n`);
  const options = [
    "BatchMode=yes",
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
    "LogLevel=ERROR",
  ];
  const given = [...options, "IdentitiesOnly=yes", `CertificateFile=${file}`].flatMap((each) => ["-o", each]);
  const user = `${os.userInfo().username}@127.0.0.1`;
  return ["-F", "none", ...given, "-i", path.join(folder, "ana"), "-p", String(port), user, command];
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`sshd ended with ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => resolve(true)).once("error", () => resolve(false));
      socket.once("close", () => {});
      setTimeout(() => socket.destroy(), 100).unref();
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("sshd does not listen");
}
