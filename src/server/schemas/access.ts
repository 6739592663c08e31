import { z } from "zod";
import { type Role, roles } from "#core/access/roles.ts";
import { refSchema } from "./ref.ts";

export const roleSchema: z.ZodType<Role> = z
  .enum(roles)
  .meta({ id: "Role", description: "What each may do is in docs/guides/sign-in.md." });

/** The answer where there is nothing to tell. */
export const doneSchema = z.object({ done: z.literal(true) }).meta({ id: "Done" });

export const signInStateSchema = z
  .object({
    state: z.enum(["signed-in", "second-factor"]),
    factors: z
      .array(z.enum(["totp", "passkey", "recovery-code"]))
      .meta({ description: "What finishes it, where a second factor is asked for." }),
  })
  .meta({ id: "SignInState" });

export const grantSchema = z
  .object({ role: roleSchema, by: z.string(), at: z.string(), reason: z.string() })
  .meta({ id: "Grant", description: "Who gave a role, when and why." });

export const sessionSchema = z
  .object({
    id: z.string(),
    method: z.enum(["password", "passkey", "provider"]),
    isStrong: z.boolean().meta({ description: "Whether a second factor was given." }),
    createdAt: z.string(),
    seenAt: z.string(),
    expiresAt: z.string(),
    address: z.string(),
    browser: z.string(),
    isThis: z.boolean(),
  })
  .meta({ id: "Session" });

export const tokenInfoSchema = z
  .object({
    id: z.string(),
    person: refSchema,
    name: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    usedAt: z.string().nullable(),
  })
  .meta({ id: "TokenInfo" });

export const recoveryCodesSchema = z
  .object({ codes: z.array(z.string()).meta({ description: "Shown this once; empty: the old ones hold." }) })
  .meta({ id: "RecoveryCodes" });

/** Why something is done; an empty one is refused where the record needs it. */
export const whySchema = z.string().max(10_000);
