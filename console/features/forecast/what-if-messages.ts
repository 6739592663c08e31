import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import type { SessionSetting, WhatIfLook } from "./what-if-session.ts";

/** What the page tells the worker. */
export type ToWorker =
  | { readonly type: "open"; readonly setting: SessionSetting }
  /** Replaces the question before it; null: nobody asks any more. */
  | { readonly type: "ask"; readonly id: number; readonly whatIf: WhatIf | null };

/** What the worker tells the page. */
export type FromWorker =
  | { readonly type: "opened" }
  | { readonly type: "look"; readonly id: number; readonly look: WhatIfLook; readonly isLast: boolean }
  | { readonly type: "failed"; readonly message: string };
