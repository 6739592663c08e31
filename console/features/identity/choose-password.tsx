import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { passwordLengths } from "#core/access/password.ts";
import { choosePassword } from "../../api/sign-in.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";

type Props = {
  readonly link: string;
  /** Called with the name to sign in with. */
  readonly onChosen: (name: string) => void;
  readonly onGiveUp: () => void;
};

/** Chooses a password with a link from an administrator. */
export function ChoosePassword({ link, onChosen, onGiveUp }: Props) {
  const [password, setPassword] = useState("");
  const attempt = useMutation({ mutationFn: choosePassword, onSuccess: onChosen });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate({ link, password });
  };
  return (
    <form className="hf-stack" onSubmit={submit}>
      <TextInput
        label="New password"
        description={`${passwordLengths.least} characters at least. A sentence is easy to keep in mind; no digits or signs are asked for.`}
        type="password"
        autoComplete="new-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemNotice error={attempt.error} title="It is not kept yet" />
      <Button type="submit" loading={attempt.isPending}>
        Keep it
      </Button>
      <Button variant="subtle" onClick={onGiveUp}>
        Sign in without
      </Button>
    </form>
  );
}
