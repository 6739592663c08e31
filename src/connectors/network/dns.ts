import { Resolver } from "node:dns/promises";
import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readResolvers } from "./access.ts";

const parameters = z.strictObject({
  target: componentRef,
  name: z.string().min(1).max(253).describe("The name that is asked for"),
  type: z.enum(["A", "AAAA", "CNAME", "TXT", "NS"]).default("A"),
  answers: z.array(z.string()).max(50).describe("All that it must answer, in any order"),
  agreeing: z.int().min(1).optional().describe("How many resolvers must say so; absent: all"),
});

type Answer = { readonly resolver: string; readonly values: readonly string[] | null; readonly why: string };

/** Answers that say that there is nothing; anything else that goes wrong is no answer. */
const nothing: ReadonlySet<string> = new Set(["ENOTFOUND", "ENODATA"]);

/** Whether resolvers answer a name as expected, each asked for itself. Output: what each of them answers. */
export const dnsAnswer = defineCheck({
  title: "Resolvers answer a name as expected",
  parameters,
  check: reaching(async ({ target, name, type, answers, agreeing }, context) => {
    const { resolvers, timeoutSeconds } = await readResolvers(context, target);
    const asked = await Promise.all(
      resolvers.map((resolver) => ask(resolver, name, type, timeoutSeconds, context.signal)),
    );
    return judge(asked, answers.toSorted(), Math.min(agreeing ?? resolvers.length, resolvers.length));
  }),
});

async function ask(
  server: string,
  name: string,
  type: string,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<Answer> {
  const resolver = new Resolver({ timeout: timeoutSeconds * 1000, tries: 1 });
  resolver.setServers([server]);
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const found: unknown = await resolver.resolve(name, type);
    const values = (Array.isArray(found) ? found : []).map((one: unknown) =>
      Array.isArray(one) ? one.join("") : String(one),
    );
    return { resolver: server, values: values.toSorted(), why: "" };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return { resolver: server, values: nothing.has(code) ? [] : null, why: code };
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

function judge(asked: readonly Answer[], expected: readonly string[], agreeing: number): Outcome {
  const isAsExpected = ({ values }: Answer) =>
    values !== null && JSON.stringify(values) === JSON.stringify(expected);
  const agree = asked.filter(isAsExpected);
  const silent = asked.filter(({ values }) => values === null);
  const output = Object.fromEntries(
    asked.map(({ resolver, values, why }) => [
      resolver,
      values === null ? `no answer (${why})` : [...values],
    ]),
  );
  if (agree.length >= agreeing) return { status: "done", output };
  const told = asked
    .filter((one) => !isAsExpected(one))
    .map(({ resolver, values, why }) => {
      const said = values === null ? `no answer (${why})` : values.join(", ") || "nothing";
      return `${resolver}: ${said}`;
    });
  const message = `${agree.length} of ${agreeing} resolvers answer ${expected.join(", ") || "nothing"}; ${told.join("; ")}`;
  // As long as those who are silent could still make up the number, nobody can say that it is wrong.
  return agree.length + silent.length >= agreeing
    ? { status: "unreachable", message }
    : { status: "failed", message, output };
}
