import { Button } from "@mantine/core";
import { endOtherSessions, endSession, type SessionInfo } from "../../api/account.ts";
import { Ago, Instant } from "../../ui/instant.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { AccountPanel } from "./account-panel.tsx";
import { browserName } from "./browser-name.ts";
import { useChange } from "./use-change.ts";

const methods = { password: "password", passkey: "passkey", provider: "identity provider" } as const;

function Row({ session, onEnd }: { readonly session: SessionInfo; readonly onEnd: () => void }) {
  const { method, isStrong, address, browser, seenAt, expiresAt, isThis } = session;
  return (
    <li className="account-row">
      <span>
        <strong title={browser}>{browserName(browser)}</strong> {isThis ? <span>● this browser</span> : null}
        <span className="hf-dim hf-small">
          {` ${address}, by ${methods[method]}${isStrong ? " with a second factor" : ""}; used `}
          <Ago at={seenAt} />
          {", ends "}
          <Instant at={expiresAt} />
        </span>
      </span>
      {isThis ? null : (
        <Button size="xs" variant="default" onClick={onEnd}>
          End it
        </Button>
      )}
    </li>
  );
}

/** Where this person is signed in. */
export function SessionsPanel({ sessions }: { readonly sessions: readonly SessionInfo[] }) {
  const end = useChange(endSession, { said: "That session has ended." });
  const endOthers = useChange((actor) => endOtherSessions(actor), { said: "All other sessions have ended." });
  return (
    <AccountPanel title="Sessions" aside={<span className="hf-dim">{sessions.length}</span>}>
      <ul className="account-list">
        {sessions.map((session) => (
          <Row key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      <ProblemNotice error={end.error ?? endOthers.error} />
      {sessions.length > 1 ? (
        <div>
          <Button
            size="xs"
            variant="default"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined)}
          >
            End all others
          </Button>
        </div>
      ) : null}
    </AccountPanel>
  );
}
