/** Where the database of the repair is reached, and what may be had there. */
export type RepairTarget = {
  /** The address of the database itself, which names its administrator. */
  readonly target: URL;
  /** Where the documents say that it listens. */
  readonly host: string;
  readonly port: number;
  /** The variable that holds the administrator's password. */
  readonly secret: string;
  /** More of its access, as YAML in braces would have it. */
  readonly access?: string;
};

/** A database that lets people in, and a runbook with a step of a person who needs that. */
export const repairDocuments = ({ target, host, port, secret, access = "" }: RepairTarget): string => `
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db, title: Orders database }
spec:
  access:
    postgres: {
      host: ${host}, port: ${port}, database: ${target.pathname.slice(1)}, ${access}
      user: ${decodeURIComponent(target.username)}, password: "secret:env/${secret}",
      grantable: { as: [pg_read_all_data], longestSeconds: 600 }
    }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: repair, title: Repair by hand }
spec:
  purpose: restore
  recovers: [service:orders]
  accountable: team:dba
  steps:
    - id: repair
      title: Repair
      responsible: person:ana
      duration: PT1M
      person: { instructions: Repair it }
      grants:
        - { on: component:orders-db, connector: postgres, as: [pg_read_all_data], limit: PT5M, approver: team:crisis }
    - id: look
      title: Look
      responsible: person:ana
      duration: PT1M
      person: { instructions: Look at it }
`;
