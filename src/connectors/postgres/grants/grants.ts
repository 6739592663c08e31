import type { GrantCapability } from "#connectors/connector.ts";
import { grantableOf } from "#connectors/grantable.ts";
import { closeGrant } from "./close-grant.ts";
import { issueCredential } from "./issue-credential.ts";
import { openGrant } from "./open-grant.ts";

/** Lets people into a database: a role of its own for each grant, which is gone afterwards. */
export const postgresGrants: GrantCapability = {
  title: "A role with a password, member of the roles that are granted",
  grantable: grantableOf,
  open: openGrant,
  issue: issueCredential,
  close: closeGrant,
};
