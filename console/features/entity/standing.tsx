import type { ServiceReadiness } from "../../api/entities.ts";
import { StatusMark, type StatusKind } from "../../ui/status-mark.tsx";

export type Standing = ServiceReadiness["standing"];

/** How a service stands, in words. */
export const standingWords: { readonly [standing in Standing]: string } = {
  late: "late",
  unknown: "not known",
  good: "in time",
  none: "no objective",
  out: "out of scope",
};

const kinds: { readonly [standing in Standing]: StatusKind } = {
  late: "failed",
  unknown: "warning",
  good: "ok",
  none: "not-verified",
  out: "overridden",
};

/** Whether a service is back in time, as far as anybody knows. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  return (
    <span className="seconds">
      <StatusMark kind={kinds[standing]} word={standingWords[standing]} />
    </span>
  );
}
