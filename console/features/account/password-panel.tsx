import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { passwordLengths } from "#core/access/password.ts";
import { changePassword, type OwnAccount } from "../../api/account.ts";
import { Ago } from "../../ui/instant.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { AccountPanel } from "./account-panel.tsx";
import { useChange } from "./use-change.ts";

type SignIn = NonNullable<OwnAccount["signIn"]>;

/** Changes the password; every other session ends with it. */
export function PasswordPanel({ signIn }: { readonly signIn: SignIn }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useChange(changePassword, {
    said: "The password is changed; your other sessions have ended.",
    onDone: () => {
      setCurrent("");
      setPassword("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ current, password });
  };
  if (!signIn.hasPassword) {
    return (
      <AccountPanel title="Password">
        <p>You have none. An administrator can make a link with which you choose one.</p>
      </AccountPanel>
    );
  }
  return (
    <AccountPanel title="Password">
      <p className="hf-dim">
        {`You sign in as ${signIn.name}. `}
        {signIn.passwordChangedAt === null ? null : (
          <>
            Changed <Ago at={signIn.passwordChangedAt} />.
          </>
        )}
      </p>
      <form className="account-form" onSubmit={submit}>
        <input type="text" hidden readOnly autoComplete="username" value={signIn.name} />
        <TextInput
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <TextInput
          label="New password"
          description={`${passwordLengths.least} characters at least`}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ProblemNotice error={change.error} title="It is not changed" />
        <Button type="submit" variant="default" loading={change.isPending}>
          Change the password
        </Button>
      </form>
    </AccountPanel>
  );
}
