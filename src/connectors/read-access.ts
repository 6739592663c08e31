import { isRef } from "#core/model/ref.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { z } from "zod";
import { AccessError, type CallContext } from "./connector.ts";

/** A parameter that names a component: `component:public-entrance`. */
export const componentRef = z
  .string()
  .regex(
    /^component:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "a component, such as component:orders-entrance",
  );

/** How to reach `component`, in the shape of `schema`. Throws `AccessError` where its document does not say it properly. */
export async function readAccess<Schema extends z.ZodType>(
  context: CallContext,
  component: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (!isRef(component)) throw new AccessError(`${component} is no reference to a component`);
  const parsed = schema.safeParse(await context.access(component));
  if (parsed.success) return parsed.data;
  throw new AccessError(`${component} has no usable access: ${z.prettifyError(parsed.error)}`);
}

type Call<Parameters> = (parameters: Parameters, context: CallContext) => Promise<Outcome>;

/**
 * A call that is not begun when it is cancelled already, and whose missing access is the outcome
 * `unreachable` rather than an error: nothing was sent, and the run says so.
 */
export function reaching<Parameters>(call: Call<Parameters>): Call<Parameters> {
  return async (parameters, context) => {
    if (context.signal.aborted)
      return { status: "unreachable", message: "cancelled before anything was sent" };
    try {
      return await call(parameters, context);
    } catch (error) {
      if (error instanceof AccessError) return { status: "unreachable", message: error.message };
      throw error;
    }
  };
}
