import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "../../paths.ts";
import { withStep } from "./run-address.ts";

type Props = {
  readonly run: string;
  readonly step: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly isCurrent?: boolean;
};

/** Opens a step of a run in the view that is open. */
export function StepLink({ run, step, children, className, isCurrent = false }: Props) {
  return (
    <Link
      to={paths.run}
      params={{ id: run }}
      search={(before: object) => withStep(before, { step })}
      resetScroll={false}
      className={className}
      data-step-link={step}
      aria-current={isCurrent ? "true" : undefined}
    >
      {children}
    </Link>
  );
}
