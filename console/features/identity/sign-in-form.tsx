import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { queryKeys } from "../../api/query-keys.ts";
import {
  fetchSignInOptions,
  giveCode,
  providerAddress,
  signIn,
  signInByPasskey,
  type SignInOptions,
  type SignInState,
} from "../../api/sign-in.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import "./sign-in.css";

type Props = {
  /** What was typed before, or is known: the name to begin with. */
  readonly name?: string;
  /** Where the identity provider sends the browser back to. */
  readonly to: string;
  readonly onDone: () => void;
};

type Factors = SignInState["factors"];

function useDone(onDone: () => void, onFactors: (factors: Factors) => void) {
  return ({ state, factors }: SignInState) => (state === "signed-in" ? onDone() : onFactors(factors));
}

function PasswordForm({
  name: known = "",
  onState,
}: {
  readonly name?: string;
  readonly onState: (state: SignInState) => void;
}) {
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const attempt = useMutation({ mutationFn: signIn, onSuccess: onState, onError: () => setPassword("") });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate({ name, password });
  };
  return (
    <form className="hf-stack" onSubmit={submit}>
      <TextInput
        label="Name"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        required
        data-autofocus={known === "" || undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        data-autofocus={known !== "" || undefined}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemNotice error={attempt.error} />
      <Button type="submit" loading={attempt.isPending}>
        Sign in
      </Button>
    </form>
  );
}

function CodeForm({
  factors,
  onState,
  onBack,
}: {
  readonly factors: Factors;
  readonly onState: (state: SignInState) => void;
  readonly onBack: () => void;
}) {
  const [code, setCode] = useState("");
  const attempt = useMutation({ mutationFn: giveCode, onSuccess: onState, onError: () => setCode("") });
  const hasApp = factors.includes("totp");
  const hasCodes = factors.includes("recovery-code");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate(code);
  };
  return (
    <div className="hf-stack">
      <p>Your password is right. Show that it is you:</p>
      {factors.includes("passkey") ? <PasskeyButton onState={onState} isMain={!hasApp} /> : null}
      {hasApp || hasCodes ? (
        <form className="hf-stack" onSubmit={submit}>
          <TextInput
            label={hasApp ? "Code of the app" : "Recovery code"}
            description={hasApp && hasCodes ? "Six digits; or one of your recovery codes." : undefined}
            autoComplete="one-time-code"
            inputMode={hasApp && !hasCodes ? "numeric" : "text"}
            required
            data-autofocus
            // The field comes after somebody pressed a button, and is the next thing to fill in.
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- see above
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <ProblemNotice error={attempt.error} />
          <Button type="submit" loading={attempt.isPending}>
            Go on
          </Button>
        </form>
      ) : null}
      <Button variant="subtle" onClick={onBack}>
        Begin again
      </Button>
    </div>
  );
}

/** What a browser says of a passkey, in words for who pressed the button. */
function passkeyProblem(error: Error | null): Error | null {
  if (error === null || "help" in error) return error;
  const isCancelled = error.name === "NotAllowedError" || error.name === "AbortError";
  return new Error(isCancelled ? "No passkey was shown. Try again, or use your password." : error.message);
}

function PasskeyButton({
  onState,
  isMain = false,
}: {
  readonly onState: (state: SignInState) => void;
  readonly isMain?: boolean;
}) {
  const attempt = useMutation({ mutationFn: signInByPasskey, onSuccess: onState });
  return (
    <div className="hf-stack">
      <Button
        variant={isMain ? "filled" : "default"}
        loading={attempt.isPending}
        onClick={() => attempt.mutate()}
      >
        Sign in with a passkey
      </Button>
      <ProblemNotice error={passkeyProblem(attempt.error)} />
    </div>
  );
}

function ProviderButton({ title, to }: { readonly title: string; readonly to: string }) {
  const attempt = useMutation({
    mutationFn: () => providerAddress(to),
    onSuccess: (address) => location.assign(address),
  });
  return (
    <div className="hf-stack">
      <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate()}>
        {`Sign in with ${title}`}
      </Button>
      <ProblemNotice error={attempt.error} />
    </div>
  );
}

/** Says how the first administrator comes to be; nobody can sign in before. */
function FirstStart() {
  return (
    <div className="hf-stack">
      <p>
        <strong>Nobody has an account yet.</strong> Make the first administrator on the server’s machine; the
        command prints a link to open here:
      </p>
      <pre className="hf-pre">
        {`holdfast account create person:NAME --role administrator,viewer --reason "first start"`}
      </pre>
    </div>
  );
}

function Ways({
  options,
  onState,
  ...props
}: Props & {
  readonly options: SignInOptions;
  readonly onState: (state: SignInState) => void;
}) {
  const { name, to } = props;
  const hasOthers = options.passkeys || options.provider !== null;
  return (
    <>
      {options.hasAccounts ? (
        <PasswordForm {...(name === undefined ? {} : { name })} onState={onState} />
      ) : (
        <FirstStart />
      )}
      {hasOthers && (options.hasAccounts || options.provider !== null) ? (
        <div className="hf-stack">
          {options.hasAccounts ? <p className="sign-in-or hf-dim">or</p> : null}
          {options.passkeys && options.hasAccounts ? <PasskeyButton onState={onState} /> : null}
          {options.provider === null ? null : <ProviderButton title={options.provider} to={to} />}
        </div>
      ) : null}
    </>
  );
}

/** All ways to sign in that there are here, one after the other. */
export function SignInForm(props: Props) {
  const options = useQuery({ queryKey: queryKeys.signIn, queryFn: fetchSignInOptions, staleTime: 0 });
  const [factors, setFactors] = useState<Factors | null>(null);
  const onState = useDone(props.onDone, setFactors);
  if (factors !== null) {
    return <CodeForm factors={factors} onState={onState} onBack={() => setFactors(null)} />;
  }
  if (options.data === undefined) {
    return options.error === null ? (
      <Skeleton label="Reading how one signs in here" lines={4} />
    ) : (
      <ProblemNotice error={options.error} title="It is not known how one signs in here" />
    );
  }
  return <Ways {...props} options={options.data} onState={onState} />;
}
