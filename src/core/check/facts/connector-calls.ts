import { type ConnectorCall, watchCall } from "../../document/step-calls.ts";
import { documentsOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** Every call of a connector in the estate: of runbooks, and what monitors look at. */
export const connectorCalls = oncePerCheck(
  ({ runbooks, resolved }): readonly { readonly ref: Ref; readonly call: ConnectorCall }[] => [
    ...runbooks.flatMap(({ document: { ref }, calls }) => calls.map(({ call }) => ({ ref, call }))),
    ...documentsOf(resolved.estate, "Monitor").flatMap(({ ref, spec }) => {
      const call = watchCall(spec);
      return call === null ? [] : [{ ref, call }];
    }),
  ],
);
