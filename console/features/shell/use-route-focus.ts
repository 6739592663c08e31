import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** How long a page may take to show its title before nobody waits for it any more. */
const patienceMilliseconds = 10_000;

/** A title that was found may still be that of the page being left, for so long. */
const settledMilliseconds = 3000;

/**
 * Moves the focus to the h1 of a page somebody came to, which also reads it aloud: without this, who
 * listens or types would stay at a link that is gone. Another filter, tab or step of the same page
 * moves nothing, nor does a page that shows its title only after the person went on.
 */
export function useRouteFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let stopWaiting = () => {};
    const unsubscribe = router.subscribe("onResolved", ({ fromLocation, pathChanged }) => {
      stopWaiting();
      if (fromLocation === undefined || !pathChanged) return;
      const before = document.activeElement;
      const focus = () => {
        const now = document.activeElement;
        const isFree = now === null || now === document.body || now === before || now.matches("main h1");
        // Somebody has gone on meanwhile: their place is not taken from them.
        if (!isFree) return stopWaiting();
        // A page that is being left is hidden for a while before it goes, or stands until the next one is there.
        const titles = [...document.querySelectorAll<HTMLElement>("main h1")];
        const title = titles.find((each) => each.checkVisibility());
        if (title === undefined || title === now) return;
        title.tabIndex = -1;
        title.focus({ preventScroll: true });
        clearTimeout(patience);
        patience = setTimeout(() => stopWaiting(), settledMilliseconds);
      };
      const watch = new MutationObserver(focus);
      let patience = setTimeout(() => stopWaiting(), patienceMilliseconds);
      stopWaiting = () => {
        watch.disconnect();
        clearTimeout(patience);
      };
      watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["style"] });
      focus();
    });
    return () => {
      stopWaiting();
      unsubscribe();
    };
  }, [router]);
}
