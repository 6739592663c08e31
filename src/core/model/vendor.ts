import type { Dependency } from "./dependency.ts";
import type { Ref } from "./ref.ts";

/** Whom to speak with at a vendor. */
export type VendorContact = {
  readonly name: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The day on which it was last known to be right. */
  readonly confirmedOn: string | null;
};

/** Somebody outside who supplies something. */
export type VendorSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly contacts: readonly VendorContact[];
  readonly dependsOn: readonly Dependency[];
};
