/** The roles a person can have. What each may do stands in `permissionTable`, nowhere else. */
export const roles = [
  "viewer",
  "planner",
  "responder",
  "commander",
  "approver",
  "auditor",
  "administrator",
] as const;

export type Role = (typeof roles)[number];

/** What a role is for, in the words of the console. */
export const roleMeanings: { readonly [role in Role]: string } = {
  viewer: "reads everything but the log of access",
  planner: "writes documents, plans and forecasts, and rehearses",
  responder: "starts runs and does their steps",
  commander: "starts runs and steers them: pause, skip, insert, reassign, undo",
  approver: "approves gates, documents and decisions",
  auditor: "reads the log of access and takes evidence away",
  administrator: "gives roles and manages accounts",
};

const everybody = roles;

/** Who may do what. Asked by the server for each operation, and by the console for each button. */
export const permissionTable = {
  /** The estate, documents, runs, analysis. */
  read: everybody,
  /** One's own account, sessions and tokens. */
  self: everybody,
  "documents.write": ["planner"],
  "documents.comment": ["planner", "responder", "commander", "approver"],
  "documents.approve": ["approver"],
  /** Puts into use what the owners approved. */
  "documents.publish": ["planner", "approver"],
  "run.rehearse": ["planner", "responder", "commander"],
  "run.start": ["commander", "responder"],
  /** Pause, abort, undo, skip, reassign, insert. */
  "run.steer": ["commander"],
  /** Take, complete, retry, done by hand. */
  "run.work": ["responder", "commander"],
  "run.note": ["planner", "responder", "commander", "approver"],
  "run.approve": ["approver"],
  "run.decide": ["approver", "commander"],
  /** State facts, estimate, brief, call vendors, draft updates. */
  "incident.work": ["responder", "commander", "approver"],
  /** Assign roles, close, reopen, ask for decisions. */
  "incident.steer": ["responder", "commander"],
  /** Declare, decline, decide; whom the plan names is asked beside. */
  "incident.declare": ["approver", "commander"],
  "incident.approve": ["approver", "commander"],
  /** Let somebody into production for a step, and look at a break-glass afterwards. */
  "grant.approve": ["approver", "commander"],
  "grant.end": ["responder", "commander", "approver"],
  "evidence.export": ["planner", "commander", "approver", "auditor"],
  "lab.break": ["planner", "responder", "commander"],
  /** Who has an account and which roles, and who gave them. */
  "access.read": ["auditor", "administrator"],
  "access.change": ["administrator"],
  /** The whole log; beyond it only the operator's own token helps. */
  operate: [],
} as const satisfies { readonly [permission: string]: readonly Role[] };

export type Permission = keyof typeof permissionTable;

/** Whether one of these roles may do it. */
export function mayDo(held: Iterable<Role>, permission: Permission): boolean {
  const allowed: readonly Role[] = permissionTable[permission];
  for (const role of held) if (allowed.includes(role)) return true;
  return false;
}

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Roles in the order of the table, each once. */
export function inOrder(held: Iterable<Role>): readonly Role[] {
  const wanted = new Set(held);
  return roles.filter((role) => wanted.has(role));
}
