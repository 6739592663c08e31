import { type ActionCapability, type Connector, defineAction, defineCheck } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { RedeliveryPolicy } from "#core/model/step.ts";
import { z } from "zod";

const parameters = z.looseObject({});

const answers: { readonly [name: string]: Outcome } = {
  succeed: { status: "done", output: null },
  "fail-once": { status: "failed", message: "the standby is still behind" },
  "silent-once": { status: "unknown", message: "no answer within 2 s" },
};

/** The world of the recordings: some acts go wrong the first time, as their name says. */
export function createGoldenConnector(): Connector {
  const seen = new Set<string>();
  const action = (name: string, policy: RedeliveryPolicy): ActionCapability =>
    defineAction({
      title: `${name}, ${policy}`,
      parameters,
      policy,
      timeoutSeconds: 10,
      destructive: false,
      plan: async () => ({ status: "done", output: { would: "change one setting" } }),
      async act(_, { key }) {
        const output = { lagBytes: 0, timeline: 2 };
        const isFirst = !seen.has(`${key.split(":")[0]}:${name}`);
        seen.add(`${key.split(":")[0]}:${name}`);
        return isFirst && name !== "succeed"
          ? (answers[name] as Outcome)
          : {
              status: "done",
              output,
              evidence: [{ name: "output", mediaType: "text/plain", sha256: "ab".repeat(32) }],
            };
      },
      observe: async () => ({ status: "done", output: { lagBytes: 0, timeline: 2 } }),
    });
  const actions = Object.keys(answers).flatMap((name) =>
    (["observe", "idempotent", "ask"] as const).map(
      (policy) => [`${name}-${policy}`, action(name, policy)] as const,
    ),
  );
  return {
    name: "golden",
    title: "The world of the recordings",
    access: null,
    checks: {
      holds: defineCheck({
        title: "Something holds",
        parameters,
        check: async () => ({ status: "done", output: { holds: true } }),
      }),
    },
    actions: Object.fromEntries(actions),
  };
}
