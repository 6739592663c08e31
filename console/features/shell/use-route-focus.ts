import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** How long a page may take to show its title before nobody waits for it any more. */
const patienceMilliseconds = 10_000;

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
        // A page that is being left is hidden for a while before it goes.
        const titles = [...document.querySelectorAll<HTMLElement>("main h1")];
        const title = titles.find((each) => each.checkVisibility()) ?? null;
        const now = document.activeElement;
        // A dialog that closes gives the focus back to the title of the page that is being left; nobody chose that.
        const hasMoved = now !== before && now !== document.body && now?.matches("main h1") !== true;
        if (title === null && !hasMoved) return;
        stopWaiting();
        if (title === null || hasMoved) return;
        title.tabIndex = -1;
        title.focus({ preventScroll: true });
      };
      const watch = new MutationObserver(focus);
      const patience = setTimeout(() => stopWaiting(), patienceMilliseconds);
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
