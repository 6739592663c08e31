import { type Command, InvalidArgumentError } from "commander";
import { resultOf } from "#client/client.ts";
import type { Context } from "../context.ts";
import { detectionText, replayText } from "../show-detection.ts";
import type { Verb } from "../verb.ts";

type Json = { readonly json?: boolean };

function print<Value>(
  { stdout }: Context,
  { json }: Json,
  value: Value,
  text: (value: Value) => string,
): void {
  stdout.write(`${json === true ? JSON.stringify(value, null, 2) : text(value)}\n`);
}

async function state(options: Json, context: Context) {
  const found = await resultOf(context.client.GET("/api/v1/detection"));
  print(context, options, found, detectionText);
  return found.rules.some(({ status, silentSince }) => status === "raised" || silentSince !== null) ? 1 : 0;
}

async function replay(rule: string, options: Json & { readonly days: number }, context: Context) {
  const query = { rule, days: options.days };
  const found = await resultOf(context.client.GET("/api/v1/detection/replay", { params: { query } }));
  print(context, options, found, replayText);
  return 0;
}

async function acknowledge(rule: string, { reason }: { readonly reason: string }, context: Context) {
  await resultOf(context.client.POST("/api/v1/detection/acknowledge", { body: { rule, reason } }));
  context.stderr.write(`${rule} is judged afresh from now on.\n`);
  return 0;
}

async function admit(name: string, _: unknown, context: Context) {
  const found = await resultOf(context.client.POST("/api/v1/detection/agents", { body: { name } }));
  context.stdout.write(`${found.token}\n`);
  context.stderr.write(`The token of ${name}, shown this once: give it to the agent as HOLDFAST_TOKEN.\n`);
  return 0;
}

async function revoke(agent: string, _: unknown, context: Context) {
  const path = { agent };
  await resultOf(context.client.POST("/api/v1/detection/agents/{agent}/revoke", { params: { path } }));
  return 0;
}

function daysOf(text: string): number {
  const days = Number(text);
  if (days > 0 && days <= 90) return days;
  throw new InvalidArgumentError("days, above 0 and at most 90");
}

/** `holdfast detection …`: what is watched, what thresholds would have done, who looks. */
export function addDetection(program: Command, verb: Verb): void {
  const detection = program
    .command("detection")
    .description("how failures are noticed: rules, thresholds over history, agents");
  detection
    .command("state")
    .description("every rule as it stands (exit 1: one is raised or silent)")
    .option("--json", "print JSON")
    .action(verb((context, options: Json) => state(options, context)));
  detection
    .command("replay <rule>")
    .description("what other thresholds would have done over the recorded history")
    .option("--days <n>", "how far back", daysOf, 30)
    .option("--json", "print JSON")
    .action(
      verb((context, rule: string, options: Json & { readonly days: number }) =>
        replay(rule, options, context),
      ),
    );
  detection
    .command("acknowledge <rule>")
    .description("say that you have seen that a rule flaps; until then its failure is held")
    .requiredOption("--reason <text>", "what makes it flap")
    .action(
      verb((context, rule: string, options: { readonly reason: string }) =>
        acknowledge(rule, options, context),
      ),
    );
  detection
    .command("admit <agent>")
    .description("let a probe agent in, and print its token")
    .action(verb((context, name: string, options: unknown) => admit(name, options, context)));
  detection
    .command("revoke <agent>")
    .description("shut a probe agent out, at once")
    .action(verb((context, name: string, options: unknown) => revoke(name, options, context)));
}
