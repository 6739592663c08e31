import path from "node:path";
import { z } from "zod";
import { grantableAccess } from "#connectors/grantable.ts";

const plainPath = z
  .string()
  .max(4_096)
  .refine((text) => path.isAbsolute(text) && path.normalize(text) === text && !text.includes("\0"), {
    message: "an absolute path without . or ..",
  });

const program = z
  .array(z.string().max(4_096))
  .min(1)
  .max(50)
  .refine(([first = ""]) => path.isAbsolute(first), {
    message: "the program by its whole path, then its arguments",
  });

/** `spec.access.ssh` of a component: how people are let into a host by certificates, and out again. */
export const sshAccess = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(22),
    certificateAuthority: z
      .string()
      .describe("The private key that the host trusts as its TrustedUserCAKeys, as secret:file/PATH"),
    revocationList: plainPath.describe("The list that the host reads as its RevokedKeys; it is kept here"),
    publish: program
      .optional()
      .describe("Brings the list to the host; absent: the host reads the file itself"),
    local: z
      .boolean()
      .default(false)
      .describe("sshd runs on the engine's host with ExposeAuthInfo yes: sessions are found and ended here"),
    endSessions: program
      .optional()
      .describe("Ends the sessions of the certificate named by HOLDFAST_KEY_ID and prints their number"),
    sourceAddress: z
      .string()
      .max(500)
      .optional()
      .describe("Where logins may come from, as in source-address"),
    forceCommand: z.string().max(1_000).optional().describe("All that a login can do, as in force-command"),
    logFile: plainPath.optional().describe("What sshd logs, where the engine can read it"),
    grantable: grantableAccess.optional().describe("Principals that people may be given during a run"),
  })
  .refine(({ local, endSessions }) => local || endSessions !== undefined, {
    path: ["endSessions"],
    message:
      "say how sessions are ended (endSessions, or local: true): a certificate that is void closes none",
  });

export type SshAccess = z.output<typeof sshAccess>;
