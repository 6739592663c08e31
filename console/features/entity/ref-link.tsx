import { Link } from "@tanstack/react-router";
import { parseRef } from "#core/model/ref.ts";
import { paths } from "../../paths.ts";
import "./ref-link.css";

type Props = {
  /** `service:orders`. What is no reference is shown as it is and leads nowhere. */
  readonly to: string;
  /** What the thing is called; its name, where it is left out. */
  readonly title?: string | null | undefined;
  /** Leaves the kind out where the column or sentence already says it. It is still read aloud. */
  readonly isKindKnown?: boolean;
};

/** The one way in which a thing of the estate is named and linked: what it is, then what it is called. */
export function RefLink({ to, title, isKindKnown = false }: Props) {
  const ref = parseRef(to);
  if (ref === null) return <bdi>{to}</bdi>;
  return (
    <Link to={paths.entity} params={{ ref: to }} className="ref-link" title={to}>
      <span className={isKindKnown ? "hf-hidden" : "ref-link-kind"}>{ref.kind} </span>
      <bdi>{title ?? ref.name}</bdi>
    </Link>
  );
}
