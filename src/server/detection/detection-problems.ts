/** What detection refuses and nothing else does. */
export const detectionProblems = {
  "rule-not-flapping": {
    status: 409,
    title: "Nothing to acknowledge",
    help: "Read the state of detection: only a rule that flaps is acknowledged.",
  },
  "monitor-missing": {
    status: 404,
    title: "No such monitor",
    help: "Name a monitor of the estate that looks at something or takes alerts.",
  },
  "agent-exists": {
    status: 409,
    title: "Agent exists already",
    help: "Choose another name, or revoke the agent first.",
  },
  "agent-missing": {
    status: 404,
    title: "No such agent",
    help: "Read the state of detection for their names.",
  },
} as const;
