/** Whether continuity covers a thing; null where nobody has decided it, which is not the same as `out`. */
export const scopes = ["in", "out"] as const;
export type Scope = (typeof scopes)[number];
