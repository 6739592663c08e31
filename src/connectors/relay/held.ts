import { z } from "zod";
import { defineStateCheck } from "./define-state-check.ts";
import { entranceParameters } from "./entrance-state.ts";

/** Whether new requests wait at the entrance. */
export const held = defineStateCheck({
  title: "Traffic is held at the entrance",
  parameters: z.strictObject(entranceParameters),
  holds: ({ mode }) => mode === "hold",
  expected: () => "hold",
});
