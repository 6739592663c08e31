import { useQuery } from "@tanstack/react-query";
import { roleMeanings } from "#core/access/roles.ts";
import { fetchAccount, type OwnAccount } from "../../api/account.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Ago } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { useMe } from "../identity/people.ts";
import { useSignedIn } from "../identity/signed-in.ts";
import { ColourSchemeSwitch } from "../shell/colour-scheme-switch.tsx";
import { ZonePicker } from "../shell/zone-picker.tsx";
import { AccountPanel } from "./account-panel.tsx";
import { AppPanel } from "./app-panel.tsx";
import { PasskeysPanel } from "./passkeys-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { TokensPanel } from "./tokens-panel.tsx";
import "./account.css";

function RolesPanel({ account }: { readonly account: OwnAccount }) {
  const { roles, grants } = account;
  return (
    <AccountPanel title="Your roles">
      {roles.length === 0 ? <p>You have none. Ask an administrator.</p> : null}
      <ul className="account-list">
        {roles.map((role) => {
          const grant = grants?.find((one) => one.role === role);
          return (
            <li key={role} className="account-row">
              <div>
                <strong>{role}</strong> <span className="hf-dim">{roleMeanings[role]}</span>
              </div>
              <span className="hf-dim hf-small">
                {grant === undefined ? (
                  "as everybody who was never given a role"
                ) : (
                  <>
                    {`${grant.by}, `}
                    <Ago at={grant.at} />
                    {`: ${grant.reason}`}
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </AccountPanel>
  );
}

function LooksPanel() {
  return (
    <AccountPanel title="How it looks in this browser">
      <div className="hf-row">
        <span>Theme</span>
        <ColourSchemeSwitch />
      </div>
      <ZonePicker />
    </AccountPanel>
  );
}

function Contents({ account }: { readonly account: OwnAccount }) {
  const isSignedIn = useSignedIn() !== null;
  return (
    <div className="account-columns">
      <div className="hf-stack">
        <RolesPanel account={account} />
        <LooksPanel />
        <TokensPanel person={account.person} />
      </div>
      <div className="hf-stack">
        {isSignedIn && account.signIn !== null ? (
          <>
            <PasswordPanel signIn={account.signIn} />
            <AppPanel signIn={account.signIn} />
            <PasskeysPanel signIn={account.signIn} />
            <SessionsPanel sessions={account.sessions} />
          </>
        ) : (
          <Notice tone="plain" title="Nobody signs in here">
            <span>
              This server believes whoever reaches its loopback address. Passwords, passkeys and sessions are
              there once it is started without --trust-loopback.
            </span>
          </Notice>
        )}
      </div>
    </div>
  );
}

/** Who am I here, how do I sign in, and where am I signed in? */
export function AccountPage() {
  const actor = useActor();
  const me = useMe();
  const found = useQuery({
    queryKey: queryKeys.account(actor),
    queryFn: () => fetchAccount(actor),
    enabled: actor !== null,
  });
  return (
    <div className="shell-page">
      <PageHeader title="Account" lead={me === null ? undefined : <bdi>{`${me.title} (${me.ref})`}</bdi>} />
      {actor === null ? (
        <EmptyState title="Nobody is chosen">
          Choose who you are at the top of the page; your roles and your tokens are shown here then.
        </EmptyState>
      ) : (
        <>
          <ProblemNotice error={found.error} title="The account cannot be read" />
          {found.data === undefined ? (
            found.error === null && <Skeleton label="Reading the account" rows={6} />
          ) : (
            <Contents account={found.data} />
          )}
        </>
      )}
    </div>
  );
}
