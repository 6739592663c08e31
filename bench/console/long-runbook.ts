/** A runbook of so many steps that people go through, as a document: chains of ten beside one another, each step as long. */
export function longRunbook(name: string, steps: number, duration = "PT0.1S"): string {
  const chain = 10;
  const lines = Array.from({ length: steps }, (_, index) => {
    const after = index % chain === 0 ? "" : `\n      after: [step-${index - 1}]`;
    return `    - id: step-${index}
      title: Step number ${index} of a long recovery
      accountable: team:dba
      duration: ${duration}${after}
      person: { instructions: Do what step ${index} says and note what you saw. }`;
  });
  return `apiVersion: holdfast/v1
kind: Runbook
metadata: { name: ${name}, title: A recovery of ${steps} steps }
spec:
  description: Made for measuring.
  owner: team:dba
  purpose: restore
  recovers: ["service:orders"]
  steps:
${lines.join("\n")}
`;
}
