import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { CallContext, CredentialRequest, GrantCapability, GrantRequest } from "#connectors/connector.ts";
import { AccessError } from "#connectors/connector.ts";
import { grantableOf, grantFault } from "#connectors/grantable.ts";
import { readAccess } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type SshAccess, sshAccess } from "./access.ts";
import { type Authority, keyIdOf, serialOf, withAuthority } from "./authority.ts";
import { loginsOf } from "./logins.ts";
import { addVoid, isVoid } from "./revocation-list.ts";
import { runTool, ToolFault } from "./run-tool.ts";
import { endSessions } from "./sessions.ts";

const publicKeyPattern =
  /^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+={0,3}(?: [^\r\n]*)?$/;

type Work = (access: SshAccess, authority: Authority, signal: AbortSignal) => Promise<Outcome>;

/** Carries an act out with the authority's key; what the programs say against it is certain. */
async function act(request: GrantRequest, context: CallContext, work: Work): Promise<Outcome> {
  const { signal } = context;
  if (signal.aborted) return { status: "unreachable", message: "cancelled before anything was done" };
  try {
    const access = await readAccess(context, request.component, sshAccess);
    return await withAuthority(access, signal, (authority) => work(access, authority, signal));
  } catch (error) {
    if (error instanceof AccessError) return { status: "unreachable", message: error.message };
    if (error instanceof ToolFault) return { status: "failed", message: error.message };
    throw error;
  }
}

/** Looks that certificates can be signed and made void; nothing is open before one is signed. */
function openGrant(request: GrantRequest, context: CallContext): Promise<Outcome> {
  return act(request, context, async (access, authority, signal) => {
    const fault = grantFault(access.grantable, request.as);
    if (fault !== null) return { status: "failed", message: `${request.component}: ${fault}` };
    const keyId = keyIdOf(request);
    if (await isVoid(access, keyId, signal))
      return { status: "failed", message: `${keyId} is void for good` };
    await addVoid(access, authority, null, signal);
    return { status: "done", output: { detail: `certificates named ${keyId} for ${request.as.join(", ")}` } };
  });
}

/** Signs the grantee's key for what is left of the time; a certificate signed before is void from then on. */
function issueCertificate(request: CredentialRequest, context: CallContext): Promise<Outcome> {
  return act(request, context, async (access, authority, signal) => {
    const key = request.publicKey?.trim() ?? "";
    if (!publicKeyPattern.test(key)) {
      return {
        status: "failed",
        message: "give your OpenSSH public key, one line such as ssh-ed25519 AAAA…",
      };
    }
    const seconds = Math.floor((Date.parse(request.until) - Date.now()) / 1000);
    if (seconds < 1) return { status: "failed", message: "the time of the grant is over" };
    const keyId = keyIdOf(request);
    const serial = serialOf(request.grant, request.issue);
    if (await isVoid(access, keyId, signal))
      return { status: "failed", message: `${keyId} is void for good` };
    if (request.issue > 1) {
      await addVoid(access, authority, `serial: ${serialOf(request.grant, request.issue - 1)}`, signal);
    }
    const file = path.join(authority.folder, "grantee.pub");
    await writeFile(file, `${key}\n`);
    // A minute back, against clocks that differ.
    const validity = ["-V", `-1m:+${seconds}s`, "-z", serial, "-I", keyId, "-n", request.as.join(",")];
    await runTool(
      ["ssh-keygen", "-q", "-s", authority.keyFile, ...validity, ...optionsOf(access), file],
      signal,
    );
    const certificate = (await readFile(path.join(authority.folder, "grantee-cert.pub"), "utf8")).trim();
    return {
      status: "done",
      output: {
        credential: { certificate, host: access.host, port: access.port, principals: [...request.as] },
        reference: `certificate ${keyId}, serial ${serial}`,
        until: request.until,
      },
    };
  });
}

/** Nothing but a terminal, from where and for what the access says. */
function optionsOf({ sourceAddress, forceCommand }: SshAccess): readonly string[] {
  return [
    "-O",
    "clear",
    "-O",
    "permit-pty",
    ...(sourceAddress === undefined ? [] : ["-O", `source-address=${sourceAddress}`]),
    ...(forceCommand === undefined ? [] : ["-O", `force-command=${forceCommand}`]),
  ];
}

/** Makes every certificate of the grant void, then ends what was opened with one: a session outlives its certificate. */
function closeGrant(request: GrantRequest, context: CallContext): Promise<Outcome> {
  return act(request, context, async (access, authority, signal) => {
    const keyId = keyIdOf(request);
    if (!(await isVoid(access, keyId, signal))) await addVoid(access, authority, `id: ${keyId}`, signal);
    else if (access.publish)
      await runTool(access.publish, signal, { HOLDFAST_REVOCATION_LIST: access.revocationList });
    const sessionsEnded = await endSessions(access, keyId, signal);
    const uses = await loginsOf(access, keyId);
    return {
      status: "done",
      output: { detail: `certificates named ${keyId} are void`, sessionsEnded, uses },
    };
  });
}

/** Lets people into a host with certificates that our authority signs. */
export const sshGrants: GrantCapability = {
  title: "A certificate of our authority for the grantee's own key",
  grantable: grantableOf,
  open: openGrant,
  issue: issueCertificate,
  close: closeGrant,
};
