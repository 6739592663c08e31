import { Button } from "@mantine/core";
import { useId } from "react";
import { useReadOnly } from "./read-only.ts";
import "./reasoned-button.css";

type Props = {
  readonly label: string;
  /** `destructive`: the one button of a form that does what cannot be taken back. */
  readonly tone: "primary" | "plain" | "danger" | "destructive";
  /** Why it cannot be pressed now; null when it can. */
  readonly refusal: string | null;
  /** Absent on the button that sends the form it stands in. */
  readonly onPress?: () => void;
  /** The id of what says the reason already, where many buttons share it. */
  readonly saidBy?: string | undefined;
  /** What was asked for is on its way. */
  readonly isBusy?: boolean;
  /** Smaller, where many stand in a row. */
  readonly isSmall?: boolean;
  /** Tells what belongs to it apart, for those who do not see it: `aria-expanded`. */
  readonly isOpen?: boolean;
};

const looks = {
  primary: { variant: "filled" },
  plain: { variant: "default" },
  danger: { variant: "default", className: "reasoned-danger" },
  destructive: { variant: "filled", color: "red.9" },
} as const;

/**
 * A button, or without `onPress` the one that sends a form, that says why it cannot be pressed. It stays in the tab order, for a reason that can only
 * be read with a mouse is none.
 */
export function ReasonedButton(props: Props) {
  const { label, tone, refusal: own, onPress, saidBy, isOpen, isSmall = false, isBusy = false } = props;
  const id = useId();
  const refusal = useReadOnly() ?? own;
  const look = refusal === null ? looks[tone] : looks.plain;
  return (
    <div className="reasoned">
      <Button
        {...look}
        size={isSmall ? "xs" : "sm"}
        aria-disabled={refusal !== null}
        aria-describedby={refusal === null ? undefined : (saidBy ?? id)}
        aria-expanded={isOpen}
        type={onPress === undefined ? "submit" : "button"}
        loading={isBusy}
        onClick={(event) => {
          // Also asked when Enter is pressed in a field of the form.
          if (refusal !== null) event.preventDefault();
          else onPress?.();
        }}
      >
        {label}
      </Button>
      {refusal === null || saidBy !== undefined ? null : (
        <span id={id} className="reasoned-why">
          {refusal}
        </span>
      )}
    </div>
  );
}
