import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** A page somebody was on, in this tab. */
export type RecentPage = { readonly href: string; readonly title: string };

const storageKey = "holdfast.recent";
const keptMax = 8;

/** Where this tab has been, the latest first. */
export function recentPages(): readonly RecentPage[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecentPage) : [];
  } catch {
    return [];
  }
}

function isRecentPage(value: unknown): value is RecentPage {
  return (
    typeof value === "object" &&
    value !== null &&
    "href" in value &&
    typeof value.href === "string" &&
    "title" in value &&
    typeof value.title === "string"
  );
}

/** Remembers each page when it is left: by then it has its title. */
export function useRecentPages(): void {
  const router = useRouter();
  useEffect(() => {
    return router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
      if (fromLocation === undefined || !pathChanged) return;
      const left = { href: fromLocation.href, title: document.title.replace(/ · Holdfast$/, "") };
      const others = recentPages().filter(({ title }) => title !== left.title);
      sessionStorage.setItem(storageKey, JSON.stringify([left, ...others].slice(0, keptMax)));
    });
  }, [router]);
}
