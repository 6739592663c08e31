import type { Provider, ProviderNews } from "#engine/pager.ts";

/** Whether a provider answers at all; nothing is sent to anybody. */
export type ProviderHealth = { readonly answers: boolean; readonly detail: string };

/** A provider that is open: it can be asked whether it answers, and is closed at the end. */
export type OpenProvider = Provider & {
  /** Never rejects; ends soon after `signal` is aborted. */
  check(signal: AbortSignal): Promise<ProviderHealth>;
  close(): Promise<void>;
};

export type OnNews = (news: ProviderNews) => void;

/** Turns `secret:…` references into what they stand for; anything else is given back. */
export type ReadSecret = (reference: string) => Promise<string>;
