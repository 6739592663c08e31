import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchSignInOptions } from "../../api/sign-in.ts";
import { createStore } from "../../ui/external-store.ts";
import { Notice } from "../../ui/notice.tsx";
import { ChoosePassword } from "./choose-password.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const signInPath = "/sign-in";

/** Where to go after signing in: the page that was asked for, at the same address. */
const wanted = () => (location.pathname === signInPath ? "/" : `${location.pathname}${location.search}`);

const linkIn = (hash: string): string | null => /^#link=([\w-]+)$/.exec(hash)?.[1] ?? null;

/** The secret of a link to a password: kept out of the page's parts, which come and go with the address. */
const link = createStore<string | null>(linkIn(location.hash));

function useLink() {
  const found = useSyncExternalStore(link.subscribe, link.get);
  useEffect(() => {
    const take = () => {
      const opened = linkIn(location.hash);
      if (opened === null) return;
      link.set(opened);
      // No history keeps it.
      history.replaceState(history.state, "", signInPath);
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return found;
}

/** Why the identity provider sent the browser back without a session. */
function providerProblem(): string | null {
  if (location.pathname !== signInPath) return null;
  return new URLSearchParams(location.search).get("detail");
}

function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-box">
        <div className="sign-in-name">
          <svg viewBox="0 0 32 32" width="18" height="18" aria-hidden="true">
            <path d="M8 5v22M24 5v22M8 16h16" stroke="currentColor" strokeWidth="5" fill="none" />
          </svg>
          Holdfast
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** Who are you? Stands in the place of every page until that is known, at the address that was asked for. */
export function SignInPage() {
  const secret = useLink();
  const [name, setName] = useState<string | null>(null);
  const problem = providerProblem();
  if (secret !== null) {
    const done = (chosenFor: string) => {
      setName(chosenFor);
      link.set(null);
    };
    return (
      <Box title="Choose a password">
        <ChoosePassword link={secret} onChosen={done} onGiveUp={() => link.set(null)} />
      </Box>
    );
  }
  return (
    <Box title="Sign in">
      {name === null ? null : <Notice tone="plain">The password is kept. Sign in with it now.</Notice>}
      {problem === null ? null : (
        <Notice tone="failed" role="alert" title="You are not signed in">
          <span>{problem}</span>
        </Notice>
      )}
      <SignInForm
        key={name ?? ""}
        {...(name === null ? {} : { name })}
        to={wanted()}
        onDone={() => location.assign(wanted())}
      />
    </Box>
  );
}

/** The same address where nobody has to sign in. */
export function NoSignInPage() {
  const options = useQuery({ queryKey: queryKeys.signIn, queryFn: fetchSignInOptions });
  return (
    <div className="shell-page">
      <h1>Sign in</h1>
      <p>
        {options.data?.isOn === false
          ? "This server believes whoever reaches its loopback address: choose who you are at the top of the page."
          : "You are signed in: your account is under your name at the top of the page. To choose a password with a link, sign out and open it again."}
      </p>
    </div>
  );
}
