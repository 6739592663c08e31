import { Button } from "@mantine/core";
import { useId } from "react";
import { useReadOnly } from "./read-only.ts";
import "./reasoned-button.css";

type Props = {
  readonly label: string;
  readonly tone: "primary" | "plain" | "danger";
  /** Why it cannot be pressed now; null when it can. */
  readonly refusal: string | null;
  readonly onPress: () => void;
  /** Smaller, where many stand in a row. */
  readonly isSmall?: boolean;
  /** Tells what belongs to it apart, for those who do not see it: `aria-expanded`. */
  readonly isOpen?: boolean;
};

const looks = {
  primary: { variant: "filled" },
  plain: { variant: "default" },
  danger: { variant: "default", className: "reasoned-danger" },
} as const;

/**
 * A button that says why it cannot be pressed. It stays in the tab order, for a reason that can only
 * be read with a mouse is none.
 */
export function ReasonedButton({ label, tone, refusal: own, onPress, isOpen, isSmall = false }: Props) {
  const id = useId();
  const refusal = useReadOnly() ?? own;
  const look = refusal === null ? looks[tone] : looks.plain;
  return (
    <div className="reasoned">
      <Button
        {...look}
        size={isSmall ? "xs" : "sm"}
        aria-disabled={refusal !== null}
        aria-describedby={refusal === null ? undefined : id}
        aria-expanded={isOpen}
        onClick={() => (refusal === null ? onPress() : undefined)}
      >
        {label}
      </Button>
      {refusal === null ? null : (
        <span id={id} className="reasoned-why">
          {refusal}
        </span>
      )}
    </div>
  );
}
