import type { Ref } from "../model/ref.ts";
import type { Role } from "./roles.ts";

/** The stream of everything that happens to accounts and roles. Secrets are never in it. */
export const accessStream = "access/people";

/** What happened to who may do what. Who did it and when stands beside, as with every event. */
export type AccessEvent =
  | {
      readonly type: "RoleGranted";
      readonly data: { readonly person: Ref; readonly role: Role; readonly reason: string };
    }
  | {
      readonly type: "RoleRevoked";
      readonly data: { readonly person: Ref; readonly role: Role; readonly reason: string };
    }
  /** What the identity provider's groups gave when the person signed in; replaces what it gave before. */
  | {
      readonly type: "ProviderRolesSet";
      readonly data: {
        readonly person: Ref;
        readonly roles: readonly Role[];
        readonly issuer: string;
        readonly subject: string;
      };
    }
  | {
      readonly type: "AccountCreated" | "AccountDisabled" | "AccountEnabled" | "AccountReset";
      readonly data: { readonly person: Ref; readonly reason: string };
    }
  /** What a person did to how they sign in; `what` names it, such as `passkey added`. */
  | { readonly type: "AccountChanged"; readonly data: { readonly person: Ref; readonly what: string } }
  | {
      readonly type: "TokenCreated";
      readonly data: {
        readonly person: Ref;
        readonly token: string;
        readonly name: string;
        readonly expiresAt: string | null;
      };
    }
  | { readonly type: "TokenRevoked"; readonly data: { readonly person: Ref; readonly token: string } };
