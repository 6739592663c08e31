import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { queryKeys } from "../../api/query-keys.ts";
import { sessionGate, sessionSettled } from "../../api/session-gate.ts";
import { fetchMe } from "../../api/sign-in.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { noteMe, useMeQuery, useSignedIn } from "./signed-in.ts";

const SignInPage = lazy(async () => ({ default: (await import("./sign-in-page.tsx")).SignInPage }));
const SignInForm = lazy(async () => ({ default: (await import("./sign-in-form.tsx")).SignInForm }));

const words = {
  ended: {
    title: "Your session has ended",
    text: "Sign in again. Nothing you typed is lost, and what you sent is sent again.",
  },
  again: {
    title: "Sign in once more",
    text: "Before how you sign in is changed, show that it is still you.",
  },
} as const;

/** Lets somebody sign in over the page they are on, when the session ends in the middle of something. */
function SignInDialog({ person }: { readonly person: string }) {
  const { reason } = useSyncExternalStore(sessionGate.subscribe, sessionGate.get);
  const client = useQueryClient();
  const done = async () => {
    const me = await fetchMe(null);
    if (me.actor?.type === "person" && me.actor.ref !== person) {
      // What stands on the page is somebody else's: it is neither sent nor shown to this person.
      location.reload();
      return;
    }
    sessionSettled(true);
    void client.invalidateQueries({ queryKey: queryKeys.me });
  };
  const { title, text } = words[reason ?? "ended"];
  return (
    <Modal
      opened={reason !== null}
      onClose={() => sessionSettled(false)}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
      closeOnClickOutside={false}
    >
      <div className="hf-stack">
        <p>{text}</p>
        <Suspense fallback={null}>
          <SignInForm
            name={person.replace("person:", "")}
            to={`${location.pathname}${location.search}`}
            onDone={() => void done()}
          />
        </Suspense>
      </div>
    </Modal>
  );
}

/** Lets nobody see a page before the server knows who they are; where it believes everybody, it is not there. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const me = useMeQuery(null);
  const person = useSignedIn();
  const [isKnown, setKnown] = useState(false);
  const found = me.data;
  useEffect(() => {
    if (found === undefined) return;
    noteMe(found);
    setKnown(true);
  }, [found]);
  if (found === undefined && me.error !== null) {
    return (
      <main className="shell-page">
        <ProblemNotice error={me.error} title="The server does not say who you are" />
      </main>
    );
  }
  if (found === undefined || !isKnown) return <PageSkeleton />;
  if (found.actor === null && !found.trustsLoopback && person === null) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {person === null ? null : <SignInDialog person={person} />}
    </>
  );
}
