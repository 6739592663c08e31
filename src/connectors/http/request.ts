import { type CallContext, defineAction } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { RedeliveryPolicy } from "#core/model/step.ts";
import { z } from "zod";
import { headerFields, readTarget, requestPath } from "./access.ts";
import { expectedStatus } from "./healthy.ts";
import { planned } from "./plan-requests.ts";
import { type Answer, describeAnswer, send, writingMethods } from "./send.ts";

const parameters = z.strictObject({
  target: componentRef,
  method: z.enum(writingMethods).default("POST"),
  path: requestPath,
  headers: headerFields.optional(),
  body: z.json().optional().describe("Sent as JSON"),
  status: expectedStatus.optional().describe("The status of success; absent: any from 200 to 299"),
});

/** One request whose repetition the interface may not recognise: after a lost attempt a person is asked. */
export const request = requestAction("Send a request", "ask");

/** One request that may be sent again under the same Idempotency-Key: the interface recognises it, or repeating does no harm. */
export const requestIdempotent = requestAction("Send a request that may be repeated", "idempotent");

function requestAction(title: string, policy: RedeliveryPolicy) {
  return defineAction({
    title,
    parameters,
    policy,
    timeoutSeconds: 30,
    destructive: false,
    plan: reaching(({ target, method, path, body }, context) =>
      planned(target, [{ method, path, body }], context),
    ),
    act: reaching(sendRequest),
  });
}

/** Output: `{status, milliseconds, body}`, the body as JSON where it is, else as text of at most 2,000 characters. */
async function sendRequest(
  { target: component, method, path, headers, body, status }: z.output<typeof parameters>,
  context: CallContext,
): Promise<Outcome> {
  const target = await readTarget(context, component);
  const answer = await send(target, { method, path, headers, body, key: context.key }, context);
  if (answer.status === "not-sent") return { status: "unreachable", message: answer.message };
  if (answer.status === "unanswered") return { status: "unknown", message: answer.message };
  const output = {
    status: answer.code,
    milliseconds: answer.milliseconds,
    body: answer.truncated || answer.json === undefined ? answer.text.slice(0, 2_000) : answer.json,
  };
  if (isSuccess(answer, status)) return { status: "done", output };
  const message = `${method} ${path} was answered ${describeAnswer(answer)}`;
  // 502 and 504 come from something in between: whether the request got through to the end is not known there.
  if (answer.code === 502 || answer.code === 504) return { status: "unknown", message };
  return { status: "failed", message, output };
}

function isSuccess({ code }: Answer, expected: number | readonly number[] | undefined): boolean {
  return expected === undefined ? code >= 200 && code <= 299 : [expected].flat().includes(code);
}
