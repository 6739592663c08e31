import { answersPrefix, buildPrefix } from "../../service-worker/policy.ts";
import { notify } from "../../ui/toast.tsx";

const script = "/service-worker.js";
const settleMilliseconds = 4000;
const lookMilliseconds = 30 * 60_000;

/** Forgets what was read: on signing out, and when somebody else acts here from now on. */
export async function forgetKeptAnswers(): Promise<void> {
  if (!("caches" in globalThis)) return;
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(answersPrefix)).map((name) => caches.delete(name)),
  );
}

async function removeWorker(registration: ServiceWorkerRegistration): Promise<void> {
  await registration.unregister();
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith(answersPrefix) || name.startsWith(buildPrefix));
  await Promise.all(own.map((name) => caches.delete(name)));
}

/** Looks for a newer worker. A server that has none any more wants the old one gone. */
async function lookForNewer(registration: ServiceWorkerRegistration): Promise<void> {
  try {
    await registration.update();
  } catch {
    const answer = await fetch(script, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.status === 404) await removeWorker(registration);
  }
}

function watchWhoServes(onFirst: () => void): void {
  let hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne) notify({ text: "The server has a newer console. It is used when you next load this page." });
    else onFirst();
    hadOne = true;
  });
}

/**
 * Keeps what was read readable when the server is gone. It begins once the page has settled, so that it
 * slows down nobody who just came; `onFirst` is called when the first worker has taken over, for what
 * was read before that is not kept yet. Pages over plain HTTP from elsewhere have no
 * service workers: there the console needs its server, as the banner then says.
 */
export async function keepReadable(onFirst: () => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
  watchWhoServes(onFirst);
  try {
    const registration = await navigator.serviceWorker.register(script);
    void lookForNewer(registration);
    setInterval(() => void lookForNewer(registration), lookMilliseconds);
  } catch {
    // A browser that forbids workers shows everything else.
  }
}
