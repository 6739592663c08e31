import tls from "node:tls";
import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type Endpoint, readEndpoint } from "./access.ts";

const parameters = z.strictObject({
  target: componentRef,
  minDays: z.number().min(0).default(14).describe("Days that the certificate must hold at least"),
});

/** Whether the certificate is one that clients accept, and for how long. Output: `{validTo, daysLeft, issuer}`. */
export const tlsCertificate = defineCheck({
  title: "Its certificate is accepted and does not end soon",
  parameters,
  check: reaching(async ({ target, minDays }, context) =>
    inspect(await readEndpoint(context, target), minDays, context.signal),
  ),
});

const dayMilliseconds = 24 * 3_600_000;

function inspect(endpoint: Endpoint, minDays: number, signal: AbortSignal): Promise<Outcome> {
  const { host, port, authority, timeoutSeconds } = endpoint;
  const servername = endpoint.serverName ?? host;
  return new Promise((resolve) => {
    const socket = tls.connect({
      host,
      port,
      // Looked at below: what is not accepted is to be described, not only refused.
      rejectUnauthorized: false,
      ...(/^[\d.:]+$/.test(servername) ? {} : { servername }),
      checkServerIdentity: (_, certificate) => tls.checkServerIdentity(servername, certificate),
      ...(authority === undefined ? {} : { ca: [...tls.rootCertificates, authority] }),
    });
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      resolve(outcome);
    };
    const silent = (why: string) => settle({ status: "unreachable", message: `${host}:${port} ${why}` });
    const onAbort = () => silent("gave no answer before the look was cancelled");
    const timer = setTimeout(
      () => silent(`gave no certificate in ${timeoutSeconds} s`),
      timeoutSeconds * 1000,
    );
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("secureConnect", () => settle(judge(socket, minDays)));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      silent(`showed no certificate: ${error.code ?? error.message}`),
    );
  });
}

function judge(socket: tls.TLSSocket, minDays: number): Outcome {
  const { valid_to: validTo, issuer } = socket.getPeerCertificate();
  const ends = Date.parse(validTo);
  const daysLeft = Math.floor((ends - Date.now()) / dayMilliseconds);
  const output = { validTo: new Date(ends).toISOString(), daysLeft, issuer: String(issuer?.CN ?? "") };
  if (!socket.authorized) {
    const why = String(socket.authorizationError ?? "unknown");
    return { status: "failed", message: `its certificate is not accepted: ${why}`, output };
  }
  if (daysLeft < minDays) {
    return {
      status: "failed",
      message: `its certificate ends in ${daysLeft} days, ${minDays} are asked for`,
      output,
    };
  }
  return { status: "done", output };
}
