import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type ApiClient, resultOf, type Schemas } from "#client/client.ts";
import { parseDuration } from "#core/model/duration.ts";
import type { Ref } from "#core/model/ref.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { grantLine, grantText } from "../show-grant.ts";
import type { Verb } from "../verb.ts";

type Json = { readonly json?: boolean };
type Grant = Schemas["AccessGrant"];

function print({ stdout }: Context, { json }: Json, grant: Grant): 0 {
  stdout.write(`${json === true ? JSON.stringify(grant, null, 2) : grantText(grant)}\n`);
  return 0;
}

function secondsOf(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === null) throw new InvalidArgumentError("It is not a duration, such as PT30M.");
  return seconds;
}

const pathOf = (grant: string) => ({ params: { path: { grant } } });

type Wish = Json & {
  readonly on: Ref;
  readonly connector: string;
  readonly role: readonly string[];
  readonly limit?: number;
  readonly reason: string;
  readonly step?: string;
  readonly person?: Ref;
};

const wishOf = ({ on, connector, role, limit, reason, step }: Wish) => ({
  on,
  connector,
  reason,
  as: [...role],
  step: step ?? null,
  limitSeconds: limit ?? null,
});

/** Adds what somebody asks for. */
function wishOptions(command: Command): Command {
  return command
    .requiredOption("--on <ref>", "the component")
    .requiredOption("--connector <name>", "postgres or ssh")
    .requiredOption("--role <name...>", "roles of the database or principals of the host")
    .requiredOption("--reason <text>", "why; stands in the record")
    .option("--step <step>", "ends with this step (default: with the run)")
    .addOption(new Option("--limit <duration>", "the longest it lasts, such as PT30M").argParser(secondsOf))
    .option("--json", "print JSON");
}

type Collect = Json & {
  readonly publicKey?: string;
  readonly certificate?: string;
  readonly again?: boolean;
};

/** A private key in the place of the public one is a slip that must not reach the server. */
function publicKeyOf(file: string): string {
  if (!existsSync(file)) throw new UsageError(`${file} is not there: name your OpenSSH public key.`);
  const text = readFileSync(file, "utf8").trim();
  if (!text.includes("PRIVATE KEY")) return text;
  throw new UsageError(`${file} is a private key, which is nobody else's business: give ${file}.pub.`);
}

/** The credential goes to stdout and nowhere else; a certificate into the file that was named, too. */
async function collect(id: string, options: Collect, { client, stdout, stderr }: Context): Promise<0> {
  const { publicKey, certificate, again = false } = options;
  const body = { again, publicKey: publicKey === undefined ? null : publicKeyOf(publicKey) };
  const found = await resultOf(client.POST("/api/v1/grants/{grant}/collect", { ...pathOf(id), body }));
  const { credential, reference, until } = found;
  const signed = credential["certificate"];
  if (certificate !== undefined && typeof signed === "string") {
    writeFileSync(certificate, `${signed}\n`, { mode: 0o644 });
  }
  if (options.json === true) stdout.write(`${JSON.stringify({ credential, reference, until }, null, 2)}\n`);
  else for (const [name, value] of Object.entries(credential)) stdout.write(`${name}: ${String(value)}\n`);
  stderr.write(`${reference}, until ${until}; it is kept nowhere else\n`);
  return 0;
}

type List = Json & { readonly run?: string; readonly unsettled?: boolean };

async function list(options: List, { client, stdout, stderr }: Context): Promise<number> {
  const { run, unsettled = false, json } = options;
  const query = { unsettled: String(unsettled), ...(run === undefined ? {} : { run }) };
  const { grants } = await resultOf(client.GET("/api/v1/grants", { params: { query } }));
  if (json === true) stdout.write(`${JSON.stringify(grants, null, 2)}\n`);
  else for (const grant of grants) stdout.write(`${grantLine(grant)}\n`);
  if (grants.length === 0 && json !== true)
    stderr.write(unsettled ? "no access is open or to be reviewed\n" : "no access has been asked for\n");
  return grants.some(({ alarming }) => alarming) ? 1 : 0;
}

/** Access to production inside a run. */
export function addAccess(program: Command, verb: Verb): void {
  const access = program.command("access").description("access to production, for as long as a step is open");
  wishOptions(access.command("ask <run>").description("ask for access; somebody else approves it"))
    .option("--person <ref>", "for somebody else")
    .action(
      verb(async (context, run: string, options: Wish) => {
        const { person } = options;
        const body = { ...wishOf(options), ...(person === undefined ? {} : { person }) };
        const path = { params: { path: { run } }, body };
        return print(
          context,
          options,
          await resultOf(context.client.POST("/api/v1/runs/{run}/grants", path)),
        );
      }),
    );
  wishOptions(
    access
      .command("break-glass <run>")
      .description("take access without approval: everybody with a part is told, and it is reviewed"),
  ).action(
    verb(async (context, run: string, options: Wish) => {
      const path = { params: { path: { run } }, body: wishOf(options) };
      return print(
        context,
        options,
        await resultOf(context.client.POST("/api/v1/runs/{run}/break-glass", path)),
      );
    }),
  );
  addOrders(access, verb);
  access
    .command("collect <grant>")
    .description("have the credential; it is handed over once and kept nowhere")
    .option("--public-key <file>", "your OpenSSH public key, for ssh")
    .option("--certificate <file>", "write the certificate here, such as ~/.ssh/id_ed25519-cert.pub")
    .option("--again", "a new one; the one before is void")
    .option("--json", "print JSON")
    .action(verb((context, grant: string, options: Collect) => collect(grant, options, context)));
  access
    .command("list")
    .description("grants, the newest first; ends with 1 when one may still be open that should not")
    .option("--run <run>", "of this run")
    .option("--unsettled", "only those that have not ended or are to be reviewed")
    .option("--json", "print JSON")
    .action(verb((context, options: List) => list(options, context)));
  access
    .command("show <grant>")
    .description("one grant")
    .option("--json", "print JSON")
    .action(
      verb(async (context, grant: string, options: Json) =>
        print(context, options, await resultOf(context.client.GET("/api/v1/grants/{grant}", pathOf(grant)))),
      ),
    );
}

type Told = Json & { readonly note: string; readonly reason: string; readonly notJustified?: boolean };
type Order = (client: ApiClient, grant: string, told: Told) => Parameters<typeof resultOf<Grant>>[0];

/** What is told to a grant that is there. */
function addOrders(access: Command, verb: Verb): void {
  const add = (command: Command, order: Order) =>
    command
      .option("--json", "print JSON")
      .action(
        verb(async (context, grant: string, told: Told) =>
          print(context, told, await resultOf(order(context.client, grant, told))),
        ),
      );
  const reason = ["--reason <text>", "why; stands in the record"] as const;
  add(
    access
      .command("approve <grant>")
      .description("approve what somebody else asked for")
      .option("--note <text>", "stands in the record", ""),
    (client, grant, { note }) =>
      client.POST("/api/v1/grants/{grant}/approve", { ...pathOf(grant), body: { note } }),
  );
  add(
    access
      .command("refuse <grant>")
      .description("refuse it")
      .requiredOption(...reason),
    (client, grant, told) =>
      client.POST("/api/v1/grants/{grant}/refuse", { ...pathOf(grant), body: { reason: told.reason } }),
  );
  add(
    access
      .command("revoke <grant>")
      .description("end it now, with whatever is open by it")
      .requiredOption(...reason),
    (client, grant, told) =>
      client.POST("/api/v1/grants/{grant}/revoke", { ...pathOf(grant), body: { reason: told.reason } }),
  );
  add(
    access
      .command("review <grant>")
      .description("say what is to be thought of a break-glass of somebody else")
      .requiredOption("--note <text>", "what you found; stands in the record")
      .option("--not-justified", "it should not have been"),
    (client, grant, told) => {
      const verdict = told.notJustified === true ? "not-justified" : "justified";
      return client.POST("/api/v1/grants/{grant}/review", {
        ...pathOf(grant),
        body: { verdict, note: told.note },
      });
    },
  );
}
