import { defineAction, defineCheck } from "#connectors/connector.ts";
import { reaching } from "#connectors/read-access.ts";
import { planned } from "./plan-requests.ts";
import { actionOutcome, checkOutcome, runTransaction } from "./run-transaction.ts";
import { transactionParameters } from "./transaction-steps.ts";

/**
 * A synthetic transaction as a check: it proves function, not only that a port answers. Steps that write do write, on
 * every repetition of the check: give them an id from `{{unique}}`, or `{{key}}` where the interface recognises a repeat.
 */
export const transactionCheck = defineCheck({
  title: "A synthetic transaction succeeds",
  parameters: transactionParameters,
  check: reaching(async (parameters, context) => checkOutcome(await runTransaction(parameters, context))),
});

/**
 * The same as an action, for runs that must not write in a rehearsal: there it is only planned. Each writing request
 * carries an Idempotency-Key of its own that stays the same when a lost attempt is taken up again.
 */
export const transactionAction = defineAction({
  title: "Carry out a synthetic transaction",
  parameters: transactionParameters,
  policy: "idempotent",
  timeoutSeconds: 60,
  destructive: false,
  plan: reaching(({ target, steps }, context) => planned(target, steps, context)),
  act: reaching(async (parameters, context) => actionOutcome(await runTransaction(parameters, context))),
});
