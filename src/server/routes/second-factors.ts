import { z } from "zod";
import { beginCeremony, finishCeremony } from "../access/ceremony.ts";
import { codeGuess, guess } from "../access/guessing.ts";
import { madePasskey, passkeyToMake } from "../access/passkeys.ts";
import { recordChange } from "../access/record-change.ts";
import { giveRecoveryCodes, isRightCode, seedOf } from "../access/second-factor.ts";
import { recentSession, signInOrigin } from "../access/session.ts";
import { newSeed, stepOfCode, totpAddress } from "../access/totp.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { doneSchema, recoveryCodesSchema } from "../schemas/access.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { ownAccount } from "./account.ts";
import { answers, operation } from "./operation.ts";

const codeBody = z.strictObject({ code: z.string().min(1).max(100) }).meta({ id: "Code" });

/** What proves, beside the password, that it is oneself. */
export function secondFactorRoutes(app: App, ports: AppPorts): void {
  totpRoutes(app, ports);
  removeTotpRoute(app, ports);
  passkeyRoutes(app, ports);
  removePasskeyRoute(app, ports);
  recoveryRoute(app, ports);
}

function totpRoutes(app: App, { access, clock }: AppPorts): void {
  const seedSchema = z
    .object({
      seed: z.string().meta({ description: "Base32, for who cannot photograph the picture." }),
      address: z.string().meta({ description: "otpauth://, to be shown as a QR code." }),
    })
    .meta({ id: "TotpSeed" });
  app.post(
    "/api/v1/account/totp/begin",
    {
      schema: {
        ...operation(
          "beginTotp",
          "account",
          "A seed for an authenticator app; it counts once a code was given",
        ),
        response: answers(seedSchema),
      },
    },
    async (request, reply) => {
      recentSession(request, clock.now());
      const account = await ownAccount(request, access);
      if (account.totpConfirmed) {
        throw new ProblemError("account-exists", "There is an authenticator app already: remove it before.");
      }
      const seed = newSeed();
      await access.accounts.setTotp(account.person, access.key.seal(seed, account.person));
      void reply.header("cache-control", "no-store");
      return { seed, address: totpAddress(seed, account.name) };
    },
  );
  app.post(
    "/api/v1/account/totp/confirm",
    {
      schema: {
        ...operation("confirmTotp", "account", "Shows that the app knows the seed; answers recovery codes"),
        body: codeBody,
        response: answers(recoveryCodesSchema),
      },
    },
    async (request, reply) => {
      recentSession(request, clock.now());
      const account = await ownAccount(request, access);
      const seed = seedOf(access, account);
      if (seed === null || account.totpConfirmed) {
        throw new ProblemError("ceremony-over", "Begin again with a new seed.");
      }
      const isRight = await guess(
        access,
        codeGuess(access, account.person),
        async () => {
          const step = stepOfCode(seed, request.body.code, Date.parse(clock.now()));
          return step !== null && access.accounts.useTotpStep(account.person, step);
        },
        Boolean,
      );
      if (!isRight) throw new ProblemError("sign-in-refused", "That is not the code the app shows now.");
      await recordChange(request, access, "authenticator app added");
      void reply.header("cache-control", "no-store");
      return { codes: [...(await giveRecoveryCodes(access, account))] };
    },
  );
}

function removeTotpRoute(app: App, { access, clock }: AppPorts): void {
  app.post(
    "/api/v1/account/totp/remove",
    {
      schema: {
        ...operation(
          "removeTotp",
          "account",
          "Takes the authenticator app away, with a code of it or a recovery code",
        ),
        body: codeBody,
        response: answers(doneSchema),
      },
    },
    async (request) => {
      recentSession(request, clock.now());
      const account = await ownAccount(request, access);
      const isRight = await guess(
        access,
        codeGuess(access, account.person),
        () => isRightCode(access, account, request.body.code, clock.now()),
        Boolean,
      );
      if (!isRight)
        throw new ProblemError("sign-in-refused", "The code is not right now, or was used already.");
      await access.accounts.setTotp(account.person, null);
      if ((await access.accounts.passkeysOf(account.person)).length === 0) {
        await access.accounts.setRecoveryCodes(account.person, []);
      }
      await recordChange(request, access, "authenticator app removed");
      return { done: true as const };
    },
  );
}

function recoveryRoute(app: App, { access, clock }: AppPorts): void {
  app.post(
    "/api/v1/account/recovery-codes",
    {
      schema: {
        ...operation("renewRecoveryCodes", "account", "New recovery codes; the old ones end"),
        response: answers(recoveryCodesSchema),
      },
    },
    async (request, reply) => {
      recentSession(request, clock.now());
      const account = await ownAccount(request, access);
      const codes = await giveRecoveryCodes(access, account);
      await recordChange(request, access, "recovery codes renewed");
      void reply.header("cache-control", "no-store");
      return { codes: [...codes] };
    },
  );
}

function passkeyRoutes(app: App, { access, clock }: AppPorts): void {
  app.post(
    "/api/v1/account/passkeys/begin",
    {
      schema: {
        ...operation("beginPasskey", "account", "What a browser needs to make a passkey"),
        response: answers(jsonObjectSchema),
      },
    },
    async (request, reply) => {
      recentSession(request, clock.now());
      const own = signInOrigin(request, access);
      const account = await ownAccount(request, access);
      const known = await access.accounts.passkeysOf(account.person);
      const options = await passkeyToMake(own, account, known);
      const data = { challenge: options.challenge };
      await beginCeremony(reply, access, own, { kind: "passkey-add", person: account.person, data });
      return JSON.parse(JSON.stringify(options));
    },
  );
  app.post(
    "/api/v1/account/passkeys",
    {
      schema: {
        ...operation(
          "addPasskey",
          "account",
          "Adds the passkey that a browser made; the first answers recovery codes",
        ),
        body: z
          .strictObject({ name: z.string().min(1).max(100), response: jsonObjectSchema })
          .meta({ id: "AddPasskey" }),
        response: answers(recoveryCodesSchema),
      },
    },
    async (request, reply) => {
      recentSession(request, clock.now());
      const own = signInOrigin(request, access);
      const account = await ownAccount(request, access);
      const begun = await finishCeremony(request, access, own, "passkey-add");
      if (begun.person !== account.person) throw new ProblemError("ceremony-over", "Somebody else began it.");
      const { name, response } = request.body;
      const made = await madePasskey(own, response, begun.data["challenge"] ?? "");
      const { id, publicKey, counter, transports = [] } = made;
      const isNew = await access.accounts.addPasskey({
        id,
        person: account.person,
        publicKey,
        counter,
        transports,
        name,
      });
      if (!isNew) throw new ProblemError("passkey-refused", "The passkey belongs to an account already.");
      await recordChange(request, access, `passkey added: ${name}`);
      void reply.header("cache-control", "no-store");
      const hasCodes = (await access.accounts.countRecoveryCodes(account.person)) > 0;
      return { codes: hasCodes ? [] : [...(await giveRecoveryCodes(access, account))] };
    },
  );
}

function removePasskeyRoute(app: App, { access, clock }: AppPorts): void {
  app.post(
    "/api/v1/account/passkeys/:passkey/remove",
    {
      schema: {
        ...operation("removePasskey", "account", "Takes a passkey away"),
        params: z.object({ passkey: z.string().max(300) }),
        response: answers(doneSchema),
      },
    },
    async (request) => {
      recentSession(request, clock.now());
      const account = await ownAccount(request, access);
      const known = await access.accounts.passkeysOf(account.person);
      const found = known.find(({ id }) => id === request.params.passkey);
      if (found === undefined || !(await access.accounts.removePasskey(account.person, found.id))) {
        throw new ProblemError("credential-missing", "That passkey is gone already.");
      }
      if (known.length === 1 && !account.totpConfirmed) {
        await access.accounts.setRecoveryCodes(account.person, []);
      }
      await recordChange(request, access, `passkey removed: ${found.name}`);
      return { done: true as const };
    },
  );
}
