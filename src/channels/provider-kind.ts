import type { Provider } from "#engine/pager.ts";

/** Whether a provider answers at all; nothing is sent to anybody. */
export type ProviderHealth = { readonly answers: boolean; readonly detail: string };

/** A provider that is open: it can be asked whether it answers, and is closed at the end. */
export type OpenProvider = Provider & {
  /** Never rejects; ends soon after `signal` is aborted. */
  check(signal: AbortSignal): Promise<ProviderHealth>;
  close(): Promise<void>;
};

/** What a provider tells of its own accord. */
export type ProviderNews =
  | {
      readonly type: "receipt";
      readonly provider: string;
      readonly reference: string;
      readonly outcome: "delivered" | "undeliverable";
      readonly detail: string;
    }
  | { readonly type: "reply"; readonly provider: string; readonly from: string; readonly text: string };

export type OnNews = (news: ProviderNews) => void;

/** Turns `secret:…` references into what they stand for; anything else is given back. */
export type ReadSecret = (reference: string) => Promise<string>;
