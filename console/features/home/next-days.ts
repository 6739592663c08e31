import { daysBetween } from "#core/model/calendar.ts";
import type { AgendaItem } from "../../api/entities.ts";

/** A day as seen from today: `in 3 days`, `today`, `12 days ago`. */
export function dayDistance(on: string, today: string): string {
  const days = daysBetween(today, on);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** What is due, with what is overdue counted apart: that many are drawn first. */
export function overdueCount(items: readonly AgendaItem[], today: string): number {
  return items.filter(({ on }) => on < today).length;
}
