import { mayDo, type Permission, permissionTable, roleMeanings, roles } from "#core/access/roles.ts";

const words: { readonly [permission in Exclude<Permission, "operate" | "self">]: string } = {
  read: "read the estate, documents, runs, analysis",
  "documents.write": "write documents: open, revise, withdraw proposals",
  "documents.comment": "comment on proposals",
  "documents.approve": "approve proposals, ask for changes, sign documents",
  "documents.publish": "publish what is approved, review stale parts",
  "run.rehearse": "start walkthroughs and rehearsals",
  "run.start": "start live runs",
  "run.work": "take, complete and retry steps",
  "run.note": "write notes into a run",
  "run.steer": "pause, abort, undo, skip, insert, reassign",
  "run.decide": "take decisions",
  "run.approve": "approve and refuse at gates",
  "incident.work": "state facts of an incident, estimate, brief, draft updates",
  "incident.steer": "open, close and reopen incidents, assign their roles",
  "incident.declare": "declare or decline a disaster",
  "incident.approve": "approve what an incident sends out",
  "grant.approve": "let somebody into production for a step, review a break-glass",
  "grant.end": "end access to production",
  "evidence.export": "export evidence",
  "lab.break": "break and heal the lab",
  "access.read": "see accounts, roles and their history",
  "access.change": "give roles, manage accounts",
};

/** What each role may do. A runbook asks for more where it names a team or a person. */
export function RoleTable() {
  return (
    <div className="access-scroll">
      <table className="access-roles">
        <caption className="hf-dim">
          Beside the role, the runbook decides: who approves a gate must belong to the team it names, and the
          doer never approves what they did.
        </caption>
        <thead>
          <tr>
            <th scope="col">May …</th>
            {roles.map((role) => (
              <th key={role} scope="col" title={roleMeanings[role]}>
                {role}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(words).map(([permission, text]) => (
            <tr key={permission}>
              <th scope="row">{text}</th>
              {roles.map((role) => (
                <td key={role}>
                  {mayDo([role], permission as keyof typeof permissionTable) ? "● yes" : "—"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
