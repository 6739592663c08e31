import { z } from "zod";
import { beginCeremony, begunCeremony, finishCeremony } from "../access/ceremony.ts";
import { passkeyToShow, shownPasskey } from "../access/passkeys.ts";
import { signInOrigin, startSession } from "../access/session.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { signInStateSchema } from "../schemas/access.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { answers, operation } from "./operation.ts";
import { requireSignIn } from "./sign-in.ts";

/** Signing in with a passkey: in the place of a password, or after it. */
export function passkeySignInRoutes(app: App, ports: AppPorts): void {
  const { access } = ports;
  app.post(
    "/api/v1/sign-in/passkey/begin",
    {
      schema: {
        ...operation("beginPasskeySignIn", "identity", "What a browser needs to show a passkey"),
        response: answers(jsonObjectSchema),
      },
    },
    async (request, reply) => {
      requireSignIn(ports);
      const own = signInOrigin(request, access);
      const begun = await begunCeremony(request, access, own, "second-factor");
      const person = begun?.person ?? null;
      const known = person === null ? [] : await access.accounts.passkeysOf(person);
      const options = await passkeyToShow(own, known);
      const data = { challenge: options.challenge };
      await beginCeremony(reply, access, own, { kind: "passkey-sign-in", person, data });
      return JSON.parse(JSON.stringify(options));
    },
  );
  app.post(
    "/api/v1/sign-in/passkey",
    {
      schema: {
        ...operation("signInWithPasskey", "identity", "Signs in with a passkey"),
        body: z.strictObject({ response: jsonObjectSchema }).meta({ id: "PasskeyShown" }),
        response: answers(signInStateSchema),
      },
    },
    async (request, reply) => {
      requireSignIn(ports);
      const own = signInOrigin(request, access);
      const begun = await finishCeremony(request, access, own, "passkey-sign-in");
      const challenge = begun.data["challenge"] ?? "";
      const passkey = await shownPasskey(own, request.body.response, challenge, access);
      const account = await access.accounts.byPerson(passkey.person);
      if (account === null || (begun.person !== null && begun.person !== passkey.person)) {
        throw new ProblemError("passkey-refused", "The passkey is not of this account.");
      }
      await startSession(request, reply, access, { account, own, method: "passkey", isStrong: true });
      return { state: "signed-in" as const, factors: [] };
    },
  );
}
