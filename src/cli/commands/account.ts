import type { Command } from "commander";
import { type ApiClient, createApiClient, resultOf, type Schemas } from "#client/client.ts";
import { isRole, type Role, roles } from "#core/access/roles.ts";
import { isRef } from "#core/model/ref.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { printable } from "../printable.ts";
import { textTable } from "../text-table.ts";
import type { Verb } from "../verb.ts";
import { defaultData, operatorToken } from "./operate.ts";

type Options = { readonly data: string; readonly json?: boolean; readonly reason?: string };

/** A client as an administrator with a token, or else as the operator of the server. */
function clientOf({ baseUrl, token }: Context, data: string): ApiClient {
  const used = token ?? operatorToken(data);
  return createApiClient({ baseUrl, token: () => used });
}

function personOf(text: string): `person:${string}` {
  const ref = text.includes(":") ? text : `person:${text}`;
  if (isRef(ref) && ref.startsWith("person:")) return ref as `person:${string}`;
  throw new UsageError(`${text}: say who as person:NAME`);
}

function rolesOf(text: string | undefined): Role[] {
  const names = (text ?? "").split(",").map((name) => name.trim());
  const wrong = names.find((name) => name !== "" && !isRole(name));
  if (wrong !== undefined) throw new UsageError(`${wrong} is no role; there are ${roles.join(", ")}`);
  return names.filter(isRole);
}

function print<Value>(
  { stdout }: Context,
  { json }: Options,
  value: Value,
  text: (value: Value) => string,
): 0 {
  stdout.write(`${json === true ? JSON.stringify(value, null, 2) : text(value)}\n`);
  return 0;
}

const linkText =
  ({ baseUrl }: Context) =>
  ({ name, link, expiresAt }: Schemas["PasswordLink"]) =>
    `Signs in as ${name}. The person chooses a password at this address, once, until ${expiresAt}:\n${baseUrl}${link}`;

async function list(options: Options, context: Context) {
  const { people } = await resultOf(clientOf(context, options.data).GET("/api/v1/access"));
  return print(context, options, people, () =>
    textTable([
      ["PERSON", "NAME", "SIGNS IN AS", "ROLES", "STATE"],
      ...people.map(({ person, title, account, roles: held, grants }) => [
        person,
        printable(title),
        account?.name ?? "—",
        held.length === 0 ? "none" : `${held.join(",")}${grants === null ? " (as everybody)" : ""}`,
        stateOf(account),
      ]),
    ]),
  );
}

function stateOf(account: Schemas["PersonAccess"]["account"]): string {
  if (account === null) return "no account";
  if (account.disabledAt !== null) return `disabled since ${account.disabledAt}`;
  if (account.signedInAt === null) return account.hasPassword ? "never signed in" : "no password yet";
  return `signed in ${account.signedInAt}`;
}

type Create = Options & { readonly name?: string; readonly role?: string };

async function create(who: string, options: Create, context: Context) {
  const name = options.name === undefined ? {} : { name: options.name };
  const body = { person: personOf(who), roles: rolesOf(options.role), reason: options.reason ?? "", ...name };
  const made = await resultOf(clientOf(context, options.data).POST("/api/v1/access/accounts", { body }));
  return print(context, options, made, linkText(context));
}

async function reset(who: string, options: Options & { readonly factors?: boolean }, context: Context) {
  const body = { factors: options.factors === true, reason: options.reason ?? "" };
  const params = { path: { person: personOf(who) } };
  const made = await resultOf(
    clientOf(context, options.data).POST("/api/v1/access/{person}/reset", { params, body }),
  );
  return print(context, options, made, linkText(context));
}

async function turn(to: "disable" | "enable", who: string, options: Options, context: Context) {
  const person = personOf(who);
  const call = { params: { path: { person } }, body: { reason: options.reason ?? "" } };
  const done = await resultOf(clientOf(context, options.data).POST(`/api/v1/access/{person}/${to}`, call));
  return print(context, options, done, () => `${person} is ${to}d`);
}

type Change = Options & { readonly grant?: string; readonly revoke?: string };

async function changeRoles(who: string, options: Change, context: Context) {
  const person = personOf(who);
  const client = clientOf(context, options.data);
  const grant = rolesOf(options.grant);
  const revoke = rolesOf(options.revoke);
  if (grant.length + revoke.length > 0) {
    const body = { grant, revoke, reason: options.reason ?? "" };
    await resultOf(client.POST("/api/v1/access/{person}/roles", { params: { path: { person } }, body }));
  }
  const { people } = await resultOf(client.GET("/api/v1/access"));
  const found = people.find((one) => one.person === person);
  if (found === undefined) throw new UsageError(`the estate has no person ${person}`);
  return print(context, options, found, ({ roles: held, grants }) =>
    grants === null
      ? `${held.join(", ") || "none"} (as everybody who was never given a role)`
      : grants
          .map(({ role, by, at, reason }) => `${role}  by ${by}  ${at}  ${printable(reason)}`)
          .join("\n") || "none",
  );
}

/** `holdfast account …`: who signs in, and what they may do. */
export function addAccount(program: Command, verb: Verb): void {
  const account = program
    .command("account")
    .description("accounts and roles, as the operator or as an administrator (HOLDFAST_TOKEN)");
  const make = (name: string, description: string) =>
    account
      .command(name)
      .description(description)
      .option("--data <folder>", "the server's data folder", defaultData())
      .option("--json", "print JSON");
  const why = ["--reason <text>", "stands in the record"] as const;
  make("list", "people with their accounts and roles").action(
    verb((context, options: Options) => list(options, context)),
  );
  make("create <person>", "make an account; prints the link to its password")
    .option("--name <name>", "what is typed to sign in (default: the person's name)")
    .option("--role <roles>", `of ${roles.join(", ")}; several with commas`)
    .requiredOption(...why)
    .action(verb((context, who: string, options: Create) => create(who, options, context)));
  make("reset <person>", "end password and sessions; prints the link to a new password")
    .option("--factors", "also take away authenticator app, passkeys and recovery codes")
    .requiredOption(...why)
    .action(verb((context, who: string, options: Options) => reset(who, options, context)));
  for (const to of ["disable", "enable"] as const) {
    const description =
      to === "disable" ? "let a person in no more: sessions and tokens end" : "let a person in again";
    make(`${to} <person>`, description)
      .requiredOption(...why)
      .action(verb((context, who: string, options: Options) => turn(to, who, options, context)));
  }
  make("roles <person>", "show the roles of a person with who gave them, or change them")
    .option("--grant <roles>", "give these; several with commas")
    .option("--revoke <roles>", "take these away")
    .option(...why)
    .action(verb((context, who: string, options: Change) => changeRoles(who, options, context)));
}
