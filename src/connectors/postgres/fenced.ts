import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { proveFenced } from "./fence-proof.ts";
import { settleCheck } from "./settle.ts";

/** Proves that a server cannot write: no process, port refused, would start as a standby. */
export const fenced = defineCheck({
  title: "The server is fenced: no process, port refused, would start as a standby",
  parameters: z.strictObject({ target: componentRef }),
  check: ({ target }, context) =>
    settleCheck(context, async () => {
      const proof = await proveFenced(target, await readAccess(context, target));
      if (proof.proven) return { status: "done", output: proof };
      return { status: "failed", message: `not fenced: ${proof.missing.join("; ")}`, output: proof };
    }),
});
