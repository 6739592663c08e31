import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { Notice } from "./notice.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

type Props = {
  readonly isOpen: boolean;
  /** What will be done, as a question: “Start orders-failover live?” */
  readonly title: string;
  /** What has to be typed, letter by letter. */
  readonly word: string;
  /** The word on the button: “Start live”. */
  readonly verb: string;
  readonly isBusy?: boolean;
  /** Why the last attempt failed. */
  readonly error?: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What it will touch: the blast radius, in names and numbers. */
  readonly children: ReactNode;
};

/** Asks for a word before something that cannot simply be taken back, beside what it will touch. */
export function ConfirmTyped(props: Props) {
  const { isOpen, title, onClose } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
      size="lg"
    >
      {/* A dialog that is opened again asks again. */}
      {isOpen ? <Question {...props} /> : null}
    </Modal>
  );
}

function Question({ word, verb, isBusy = false, error = null, onConfirm, onClose, children }: Props) {
  const [typed, setTyped] = useState("");
  const [isRefused, setRefused] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = typed.trim() === word;
    setRefused(!isRight);
    if (isRight && !isBusy) onConfirm();
  };
  return (
    <form className="hf-stack" onSubmit={submit} noValidate>
      {children}
      <TextInput
        label={
          <>
            Type <code className="hf-mono">{word}</code> to confirm
          </>
        }
        value={typed}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {isRefused ? (
        <Notice tone="failed" role="alert">
          Nothing was done: what was typed is not “{word}”.
        </Notice>
      ) : null}
      <ProblemNotice error={error} title="It was not done" />
      <div className="hf-row">
        <Button type="submit" color="red.9" loading={isBusy}>
          {verb}
        </Button>
        <Button variant="default" onClick={onClose}>
          Do nothing
        </Button>
      </div>
    </form>
  );
}
